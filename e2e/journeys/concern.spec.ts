import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

// covers: RSK-05
test('danger opens a duty of the same day with the numbers to call on top', { tag: '@desktop' }, async ({ page, browser, signIn, ownServer }) => {
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
