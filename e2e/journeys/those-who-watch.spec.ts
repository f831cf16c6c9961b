import { createHmac } from 'node:crypto';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

// covers: REG-12, PRV-07
test('a school head sees which VIIS reports are done and by whom, and who has looked at a child', async ({ page, signIn, ownServer }) => {
  await signIn(page, 'school_head', { server: ownServer });
  await page.goto(`${ownServer}/duties?code=viis_report`);
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.first()).toContainText('Ziņot VIIS par kavējumiem');
  await expectAccessible(page);
  await screenshot(page, 'duties');
  const open = await rows.count();
  const child = (await rows.first().getByRole('cell').first().getByRole('link').innerText()).trim();
  await pressOn(page, rows.first().getByRole('link', { name: 'Atzīmēt kā izpildītu' }));
  await expect(page.getByRole('main')).toContainText(child);
  await expectAccessible(page);
  await screenshot(page, 'duty-done');
  await typeInto(page, page.getByLabel('Kas tika izdarīts'), 'Ievadīts VIIS.');
  await pressOn(page, page.getByRole('button', { name: 'Atzīmēt kā izpildītu' }));
  await expect(page.getByText('Pienākums ir atzīmēts kā izpildīts.')).toBeVisible();
  await page.goto(`${ownServer}/duties?code=viis_report`);
  await expect(rows).toHaveCount(open - 1);
  await page.goto(`${ownServer}/duties?code=viis_report&state=done`);
  await expect(rows.first()).toContainText(child);
  await expect(rows.first()).toContainText(/Izpildīja Andris Jaunzems, \d/);
  await expect(rows.first()).toContainText('Ievadīts VIIS.');
  await expectAccessible(page);
  await screenshot(page, 'duties-done');

  await pressOn(page, page.getByRole('link', { name: child }));
  await pressOn(page, page.getByRole('link', { name: 'Piekļuve' }));
  const looks = page.getByRole('table', { name: 'Kas ir skatījies šī bērna datus' });
  await expect(looks).toContainText('Andris Jaunzems');
  await expectAccessible(page);
  await screenshot(page, 'pupil-access-head');
});

// covers: RSK-15, REG-08
test('the education board sees the municipality, the children on no list and the silent institutions', async ({ page, signIn, ownServer }) => {
  await signIn(page, 'education_board', { server: ownServer });
  await expectAccessible(page);
  await screenshot(page, 'home-education-board');
  await page.goto(`${ownServer}/municipality`);
  await expect(page.getByRole('row', { name: /Ogres 1\.vidusskola/ }).first()).toBeVisible();
  // Signals but no reports: said in words beside the institution.
  await expect(page.getByRole('row', { name: /Nav ziņojumu/ }).first()).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'municipality');
  // The chart has the same data as a table.
  const same = page.locator('summary', { hasText: 'Tie paši dati tabulā' });
  await pressOn(page, same);
  await expect(page.locator('.b-chart').getByRole('table')).toContainText('Ogres 1.vidusskola');
  await expectAccessible(page);

  await page.goto(`${ownServer}/not-enrolled?show=unexplained`);
  const rows = page.getByRole('table').first().locator('tbody tr');
  await expect(rows.first()).toContainText('Jānoskaidro');
  await expectAccessible(page);
  await screenshot(page, 'not-enrolled');
  await pressOn(page, rows.first().getByRole('link'));
  await expect(page.getByRole('heading', { name: 'Kas noskaidrots līdz šim' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'not-enrolled-child');
  await chooseFrom(page, page.getByLabel('Statuss'), 'Izbraucis no valsts');
  await typeInto(page, page.getByLabel('Ko noskaidrojāt'), 'Vecāki nosūtīja skolas izziņu no Īrijas.');
  await pressOn(page, page.getByRole('button', { name: 'Ierakstīt noskaidroto' }));
  await expect(page.getByRole('main')).toContainText('Izskaidrots');
  await expectAccessible(page);
});

test('the education board replays other thresholds on a past day', { tag: '@desktop' }, async ({ page, signIn, server }) => {
  await signIn(page, 'education_board', { server });
  await page.goto(`${server}/settings`);
  await expect(page.getByRole('row', { name: /ziņo VIIS/ })).toContainText('20 stundu');
  await expectAccessible(page);
  await screenshot(page, 'settings');
  await pressOn(page, page.getByRole('link', { name: 'Ko citi sliekšņi būtu nozīmējuši' }));
  await expect(page.getByRole('button', { name: 'Salīdzināt' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'settings-replay');
  await typeInto(page, page.getByLabel('Neattaisnoti kavētas stundas semestrī, no kurām izglītojamo sāk vērot'), '3');
  await page.keyboard.press('Enter');
  await expect(page.locator('.b-figure', { hasText: 'Pamanīti tikai ar šiem sliekšņiem' })).toContainText(/[1-9]/, { timeout: 60_000 });
  await expectAccessible(page);
  await screenshot(page, 'settings-replayed');
});

// covers: PRV-07
test('the data protection officer sees who has looked', async ({ page, browser, signIn, ownServer }) => {
  const team = await (await browser.newContext()).newPage();
  await signIn(team, 'support_staff', { server: ownServer });
  await team.goto(`${ownServer}/pupils`);
  await pressOn(team, team.locator('tbody th a').first());
  await expect(team.getByRole('heading', { name: 'Iemesli' })).toBeVisible();
  const pupil = team.url();

  await signIn(page, 'data_protection_officer', { server: ownServer });
  await expectAccessible(page);
  await screenshot(page, 'home-officer');
  await page.goto(`${ownServer}/audit`);
  await expect(page.getByText('Ķēde ir vesela')).toBeVisible();
  await expect(page.getByRole('row', { name: /Baiba Strazda.*Skatīti bērna dati/ }).first()).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'audit');
  // The next page goes on where this one ended.
  const numbers = page.locator('tbody th');
  const last = Number(await numbers.last().innerText());
  await pressOn(page, page.getByRole('link', { name: 'Nākamie' }));
  await expect(page).toHaveURL(/after=/);
  expect(Number(await numbers.first().innerText())).toBeLessThan(last);
  await expectAccessible(page);
  // The link to a child that somebody sent opens who has looked, and nothing of what they saw.
  await page.goto(`${pupil}?part=access`);
  await expect(page.getByRole('table', { name: 'Kas ir skatījies šī bērna datus' })).toContainText('Baiba Strazda');
  await expect(page.getByRole('heading', { name: 'Iemesli' })).toHaveCount(0);
  await expectAccessible(page);
  await screenshot(page, 'pupil-access-officer');
});

test('an administrator ends sessions, closes an account and adds the second step of signing in', { tag: '@desktop' }, async ({ page, browser, signIn, ownServer }) => {
  const team = await (await browser.newContext()).newPage();
  await signIn(team, 'support_staff', { server: ownServer });
  const account = await signIn(page, 'administrator', { server: ownServer });
  await expectAccessible(page);
  await screenshot(page, 'home-administrator');
  await page.goto(`${ownServer}/accounts`);
  await expect(page.getByRole('heading', { name: 'Konti' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'accounts-administrator');
  await pressOn(page, page.getByRole('link', { name: 'Baiba Strazda' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Baiba Strazda' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'account-of');
  await pressOn(page, page.getByRole('button', { name: 'Slēgt kontu' }));
  await expect(page.getByText('Konts ir slēgts, un tā sesijas ir beigtas.')).toBeVisible();
  await team.goto(`${ownServer}/pupils`);
  await expect(team).toHaveURL(/\/sign-in/);

  // A session on another machine is ended from here.
  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'administrator', { server: ownServer });
  await page.goto(`${ownServer}/account`);
  await expectAccessible(page);
  await screenshot(page, 'account');
  await pressOn(page, page.getByRole('button', { name: 'Beigt sesiju' }).first());
  await expect(page.getByText('Sesija ir beigta.')).toBeVisible();
  await other.goto(`${ownServer}/accounts`);
  await expect(other).toHaveURL(/\/sign-in/);

  await page.goto(`${ownServer}/account`);
  await pressOn(page, page.getByRole('link', { name: 'Pievienot vienreizējo kodu' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Otrais pieslēgšanās solis' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'second-factor');
  const secret = (await page.locator('code').innerText()).trim();
  await typeInto(page, page.getByLabel(/Sešu ciparu kods/), oneTimeCode(secret));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Otrais pieslēgšanās solis ir pievienots.')).toBeVisible();

  await typeInto(other, other.getByLabel('E-pasts'), account.email);
  await typeInto(other, other.getByLabel('Parole'), account.password);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: 'Vienreizējais kods' })).toBeVisible();
  await expectAccessible(other);
  await screenshot(other, 'sign-in-code');
  // A code is good for one use: the next one comes with the next half minute.
  await typeInto(other, other.getByLabel(/Sešu ciparu kods/), oneTimeCode(secret, 1));
  await other.keyboard.press('Enter');
  await expect(other.getByRole('button', { name: 'Iziet' })).toBeVisible();
});

/** The code that an authenticator shows (RFC 6238: SHA-1, 30 seconds, six digits), `ahead` half minutes from now. */
function oneTimeCode(secret: string, ahead = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(/[\s=]/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
