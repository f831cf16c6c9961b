import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

// covers: RSK-04, RSK-05
test('a class teacher reports a concern on a phone and sees what came of it', { tag: '@phone' }, async ({ page, browser, signIn, ownServer }) => {
  await signIn(page, 'class_teacher', { server: ownServer });
  await page.goto(`${ownServer}/pupils`);
  const child = (await page.locator('tbody th a').first().innerText()).trim();
  const familyName = child.split(' ')[0] ?? child;

  // When: three questions, with the keyboard alone, in under a minute.
  const begun = Date.now();
  await page.goto(ownServer);
  await expectAccessible(page);
  await screenshot(page, 'home-class-teacher');
  await pressOn(page, page.getByRole('button', { name: 'Ziņot par bērnu' }));
  await typeInto(page, page.getByLabel('Par kuru bērnu?'), familyName);
  await page.keyboard.press('Enter');
  const which = page.getByRole('radio', { name: child });
  await expect(which).toBeVisible();
  await screenshot(page, 'concern-new');
  await expectAccessible(page);
  await chooseRadio(page, which);
  await pressOn(page, page.getByRole('checkbox', { name: 'Zemi mācību sasniegumi' }), 'Space');
  await typeInto(page, page.getByLabel('Vienā teikumā'), 'Trešo dienu stundās neko nepieraksta un neatbild uz jautājumiem.');
  await chooseRadio(page, page.getByRole('radio', { name: 'Drīz' }));
  await pressOn(page, page.getByRole('button', { name: 'Nosūtīt' }));
  await expect(page.getByText('Ziņojums ir nosūtīts atbalsta komandai')).toBeVisible();
  expect(Date.now() - begun, 'milliseconds from the home page to the report sent').toBeLessThan(60_000);
  await expect(page.getByRole('main')).toContainText('nosūtīts, vēl nav izlasīts');
  await expectAccessible(page);
  await screenshot(page, 'concern-sent');
  const concern = page.url();

  // Then the support team finds it, examines it and answers.
  const team = await (await browser.newContext()).newPage();
  await signIn(team, 'support_staff', { server: ownServer });
  await team.goto(`${ownServer}/concerns`);
  await expectAccessible(team);
  await screenshot(team, 'concerns-support-staff');
  await pressOn(team, team.locator(`a[href="${new URL(concern).pathname}"]`));
  await expect(team.getByRole('main')).toContainText('neatbild uz jautājumiem');
  await expectAccessible(team);
  await screenshot(team, 'concern-support-staff');
  await typeInto(team, team.getByLabel('Kas noskaidrots'), 'Naktīs slikti guļ, mājās slimo vecmāmiņa.');
  await pressOn(team, team.getByRole('button', { name: 'Pierakstīt, kas noskaidrots' }));
  await expect(team.getByText('Noskaidrotais ir pierakstīts.')).toBeVisible();
  await chooseRadio(team, team.getByRole('radio', { name: 'Risks ir apstiprināts' }));
  await typeInto(team, team.getByLabel('Atbilde ziņotājam'), 'Paldies. Rīt parunāsim ar vecākiem, pagaidām neuzdodiet mājasdarbus.');
  await screenshot(team, 'concern-answer');
  await pressOn(team, team.getByRole('button', { name: 'Atbildēt' }));
  await expect(team.getByText('Atbilde ir nosūtīta.')).toBeVisible();
  await expectAccessible(team);

  // And the teacher sees that it was read and what came of it, not what was found out.
  await page.goto(concern);
  for (const words of ['Izlasīts', 'Risks ir apstiprināts', 'Rīt parunāsim ar vecākiem']) {
    await expect(page.getByRole('main')).toContainText(words);
  }
  await expect(page.getByRole('main')).not.toContainText('vecmāmiņa');
  await expectAccessible(page);
  await screenshot(page, 'concern-answered');
});

// covers: RSK-05
test('danger opens a duty of the same day with the numbers to call on top', async ({ page, browser, signIn, ownServer }) => {
  await signIn(page, 'class_teacher', { server: ownServer });
  await page.goto(`${ownServer}/pupils`);
  const child = (await page.locator('tbody th a').first().innerText()).trim();
  const [familyName, givenName] = child.split(' ');
  await page.goto(`${ownServer}/concerns/new`);
  await typeInto(page, page.getByLabel('Par kuru bērnu?'), familyName ?? child);
  await page.keyboard.press('Enter');
  await chooseRadio(page, page.getByRole('radio', { name: child }));
  // Nothing but the danger is said: what was seen can follow, the call cannot wait.
  await pressOn(page, page.getByRole('checkbox', { name: /Bērns ir vai var būt briesmās/ }), 'Space');
  await expect(page.getByRole('link', { name: '112', exact: true })).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: 'Nosūtīt' }));
  await expect(page.getByText('Ziņojums ir nosūtīts')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'danger-sent');

  const team = await (await browser.newContext()).newPage();
  await signIn(team, 'support_staff', { server: ownServer });
  const urgent = team.getByRole('main').locator('> *').first();
  await expect(urgent).toContainText('Bērns ir vai var būt briesmās');
  for (const number of ['112', '110', '116111']) {
    await expect(urgent.locator(`a[href="tel:${number}"]`)).toBeVisible();
  }
  await expectAccessible(team);
  await screenshot(team, 'home-danger');
  await pressOn(team, urgent.getByRole('link', { name: new RegExp(`${givenName} ${familyName}`) }));
  await expect(team.getByRole('heading', { level: 1 })).toHaveText('Pienākums ir izpildīts');
  await expect(team.getByRole('main')).toContainText('Šodien');
  await expectAccessible(team);
  await screenshot(team, 'duty-danger');

  // Whoever protects children in the municipality sees this child, from now until it is settled.
  const protector = await (await browser.newContext()).newPage();
  await signIn(protector, 'child_rights_specialist', { server: ownServer });
  await expect(protector.getByRole('main').locator('> *').first()).toContainText(`${givenName} ${familyName}`);
  await expectAccessible(protector);
  await screenshot(protector, 'home-child-rights-specialist');

  await typeInto(team, team.getByLabel('Kas tika izdarīts'), 'Zvanīts 112, bērns ir drošībā pie mātes.');
  await pressOn(team, team.getByRole('button', { name: 'Atzīmēt kā izpildītu' }));
  await expect(team.getByText('Pienākums ir atzīmēts kā izpildīts.')).toBeVisible();
  await team.goto(ownServer);
  await expect(team.getByRole('main')).not.toContainText(`${givenName} ${familyName}, `);
});
