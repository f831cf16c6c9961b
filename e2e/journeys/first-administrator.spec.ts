import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, pressOn, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

test('an administrator signs in with the keyboard alone and adds a colleague', async ({ page, installation }) => {
  await page.goto(`${installation.url}/accounts`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await screenshot(page, 'sign-in');

  // A wrong password: said in words at the top, and nothing of what was typed but the password is lost.
  await typeInto(page, page.getByLabel('E-pasts'), installation.email);
  await typeInto(page, page.getByLabel('Parole'), 'nepareiza parole');
  await page.keyboard.press('Enter');
  await expect(page.locator('.govuk-error-summary')).toContainText('E-pasts vai parole nav pareiza');
  await expect(page.getByLabel('E-pasts')).toHaveValue(installation.email);
  await expectAccessible(page);
  await screenshot(page, 'sign-in-refused');

  await typeInto(page, page.getByLabel('Parole'), installation.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Pirms darba izvēlieties savu')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'first-password');
  await typeInto(page, page.getByLabel('Pašreizējā parole'), installation.password);
  await typeInto(page, page.getByLabel('Jaunā parole'), 'Ozola lapa rudens vējā');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Parole ir mainīta')).toBeVisible();

  await page.goto(`${installation.url}/accounts`);
  await expectAccessible(page);
  await screenshot(page, 'accounts');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot cilvēku' }));
  await expect(page.getByRole('heading', { name: 'Pievienot cilvēku' })).toBeVisible();
  await expectAccessible(page);
  await typeInto(page, page.getByLabel('Vārds un uzvārds'), 'Zane Kļaviņa');
  await typeInto(page, page.getByLabel('E-pasts'), 'zane@pasvaldiba.example');
  await chooseFrom(page, page.getByLabel('Loma'), 'izglītības pārvalde');
  await typeInto(page, page.getByLabel('Pirmā parole'), 'Ledus uz upes pavasarī');
  await screenshot(page, 'account-new');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Konts ir pievienots')).toBeVisible();
  await expect(page.getByRole('table')).toContainText('izglītības pārvalde');
  await expect(page.getByRole('main')).toContainText(/zane@pasvaldiba\.example(?!\S)/);
  await screenshot(page, 'account-added');

  // What was done is in the log, and its chain holds.
  await page.goto(`${installation.url}/audit`);
  await expect(page.getByText('Ķēde ir vesela')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'audit');
});

test('the pages for everyone can be read by everyone', async ({ page, installation }) => {
  for (const path of ['/sign-in', '/help', '/privacy', '/accessibility', '/no-such-page']) {
    for (const language of ['lv', 'en']) {
      await page.goto(`${installation.url}${path}?lang=${language}`);
      await expect(page.locator('h1')).toHaveCount(1);
      await expectAccessible(page);
      await screenshot(page, `${path.slice(1)}-${language}`);
    }
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in works', async ({ page, installation }) => {
    await page.goto(`${installation.url}/sign-in`);
    await page.getByLabel('E-pasts').fill(installation.email);
    await page.getByLabel('Parole').fill(installation.password);
    await page.getByRole('button', { name: 'Pieslēgties' }).click();
    await expect(page.getByRole('button', { name: 'Iziet' })).toBeVisible();
  });
});

test('the skip link leads to the content', async ({ page, installation }) => {
  await page.goto(`${installation.url}/sign-in`);
  const link = page.getByRole('link', { name: 'Pāriet uz lapas saturu' });
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main-content')).toBeFocused();
  await tabTo(page, page.getByLabel('E-pasts'), 3);
  await pressOn(page, page.getByRole('button', { name: 'Pieslēgties' }));
});
