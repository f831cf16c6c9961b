import { chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';
import { chooseFile } from '../fixtures/upload.ts';

test.use({ javaScriptEnabled: false });

test('signing in, a filter, a concern and an upload work without scripts', async ({ page, signIn, ownServer }) => {
  await signIn(page, 'support_staff', { server: ownServer });
  await page.goto(`${ownServer}/pupils`);
  await pressOn(page, page.getByRole('checkbox', { name: 'vērot' }), 'Space');
  await pressOn(page, page.getByRole('button', { name: 'Rādīt', exact: true }));
  await expect(page).toHaveURL(/level=1/);
  const rows = page.locator('tbody tr');
  await expect(rows.first()).toContainText('vērot');
  await screenshot(page, 'pupils-without-scripts');

  const child = (await rows.first().getByRole('link').innerText()).trim();
  await page.goto(`${ownServer}/concerns/new`);
  await typeInto(page, page.getByLabel('Par kuru bērnu?'), child.split(' ')[0] ?? child);
  await page.keyboard.press('Enter');
  await chooseRadio(page, page.getByRole('radio', { name: child }));
  // Nothing said: the error stands at the top, and the child is still chosen.
  await pressOn(page, page.getByRole('button', { name: 'Nosūtīt' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Atzīmējiet, ko pamanījāt');
  await expect(page.getByRole('main')).toContainText(child);
  await pressOn(page, page.getByRole('checkbox', { name: 'Uzvedības problēmas' }), 'Space');
  await pressOn(page, page.getByRole('button', { name: 'Nosūtīt' }));
  await expect(page.getByText('Ziņojums ir nosūtīts')).toBeVisible();

  await page.goto(`${ownServer}/loads/new?kind=staff`);
  await chooseFile(page, 'personals.csv', 'Iestādes kods;Amats;Likmes;Datums\nogres-1-vidusskola;medmāsa;1;2026-09-02\n');
  await pressOn(page, page.getByRole('button', { name: 'Pārbaudīt datni' }));
  await expect(page.getByRole('heading', { name: 'Kas mainīsies' })).toBeVisible({ timeout: 30_000 });
  await pressOn(page, page.getByRole('button', { name: 'Ielādēt', exact: true }));
  await expect(page.getByRole('heading', { name: 'Datne ir ielādēta' })).toBeVisible({ timeout: 30_000 });
});
