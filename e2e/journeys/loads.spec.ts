import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { pressOn } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';
import { chooseFile } from '../fixtures/upload.ts';

/** The first day of the current school year, on which the demonstration states its posts. */
function firstOfSeptember(): string {
  const now = new Date();
  return `${now.getMonth() >= 8 ? now.getFullYear() : now.getFullYear() - 1}-09-01`;
}

// covers: REG-31
test('a file is uploaded, checked, looked at, loaded and undone', async ({ page, signIn, ownServer }) => {
  const day = firstOfSeptember();
  await signIn(page, 'support_staff', { server: ownServer });
  await pressOnMenu(page, 'Datnes');
  await expect(page.getByRole('heading', { name: 'Datnes', exact: true })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'loads');
  await pressOn(page, page.getByRole('button', { name: 'Ielādēt datni' }));
  await expect(page.getByText('Izvēlieties, par ko ir datne.')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'loads-kinds');
  await pressOn(page, page.getByRole('link', { name: 'Atbalsta personāls', exact: true }));
  await expect(page.getByRole('heading', { name: 'Ielādēt: Atbalsta personāls' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'loads-upload');

  // One post is new, one changed, the others are gone: the file says that it is complete.
  await chooseFile(
    page,
    'personals.csv',
    `Iestādes kods;Amats;Likmes;Datums\nogres-1-vidusskola;medmāsa;1;${day}\nogres-1-vidusskola;psihologs;3,5;${day}\n`,
  );
  await pressOn(page, page.getByRole('checkbox', { name: /Datnē ir viss/ }), 'Space');
  await pressOn(page, page.getByRole('button', { name: 'Pārbaudīt datni' }));
  await expect(page.getByRole('heading', { name: 'Kas mainīsies' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('main')).toContainText(/Jauni 1, mainīti 1, pazuduši [1-9]/);
  await expectAccessible(page);
  await screenshot(page, 'loads-review');
  // So large a change must be accepted by somebody who has looked at it.
  await pressOn(page, page.getByRole('checkbox', { name: /Es to apskatīju/ }), 'Space');
  await pressOn(page, page.getByRole('button', { name: 'Ielādēt', exact: true }));
  await expect(page.getByRole('heading', { name: 'Datne ir ielādēta' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await screenshot(page, 'loads-done');
  await page.goto(`${ownServer}/institutions/ogres-1-vidusskola`);
  await expect(page.getByRole('row', { name: /medmāsa/ })).toBeVisible();

  await page.goto(`${ownServer}/loads`);
  await expect(page.getByRole('main')).toContainText('personals.csv');
  await expectAccessible(page);
  await screenshot(page, 'loads-list');
  await pressOn(page, page.getByRole('button', { name: 'Atsaukt ielādi' }));
  await expect(page.getByText('Ielāde ir atsaukta')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'loads-undone');
  await page.goto(`${ownServer}/institutions/ogres-1-vidusskola`);
  await expect(page.getByRole('row', { name: /medmāsa/ })).toHaveCount(0);
});

// covers: REG-30, REG-31
test('the errors of a file are a table that can be downloaded and mended', async ({ page, signIn, ownServer }) => {
  const day = firstOfSeptember();
  await signIn(page, 'school_head', { server: ownServer });
  await page.goto(`${ownServer}/loads/new?kind=staff`);
  const bad = `Iestādes kods;Amats;Likmes;Datums\nogres-1-vidusskola;medmāsa;daudz;${day}\nogres-1-vidusskola;burvis;1;${day}\nogres-1-vidusskola;logopēds;1;2026-13-45\n`;
  await chooseFile(page, 'personals.csv', bad);
  await pressOn(page, page.getByRole('button', { name: 'Pārbaudīt datni' }));
  const errors = page.getByRole('table', { name: 'Kļūdas' });
  await expect(errors).toBeVisible({ timeout: 30_000 });
  for (const words of ['daudz', 'burvis', '2026-13-45']) await expect(errors).toContainText(words);
  await expectAccessible(page);
  await screenshot(page, 'loads-errors');
  const download = page.waitForEvent('download');
  await pressOn(page, page.getByRole('link', { name: /Lejupielādēt kļūdaino rindu tabulu/ }));
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const part of stream) text += String(part);
  expect(text).toContain('burvis');

  // Mended and sent once more, it goes through.
  await page.goto(`${ownServer}/loads/new?kind=staff`);
  await chooseFile(page, 'personals.csv', `Iestādes kods;Amats;Likmes;Datums\nogres-1-vidusskola;medmāsa;1;${day}\n`);
  await pressOn(page, page.getByRole('button', { name: 'Pārbaudīt datni' }));
  await expect(page.getByRole('main')).toContainText('Jauni 1', { timeout: 30_000 });

  // Where it came from is said before it is loaded, and stands in the list of sources afterwards.
  await expect(page.getByRole('main')).toContainText('Iestādes tabula');
  await pressOn(page, page.getByRole('button', { name: 'Ielādēt', exact: true }));
  await expect(page.getByRole('heading', { name: 'Datne ir ielādēta' })).toBeVisible({ timeout: 30_000 });
  await page.goto(`${ownServer}/loads`);
  const sources = page.getByRole('table', { name: 'Avoti' });
  await expect(sources.getByRole('row', { name: /Iestādes tabula.*Atbalsta personāls/ })).toBeVisible();
  await expect(sources).toContainText('no šī avota vēl nekas nav ielādēts');
  await expectAccessible(page);
  await screenshot(page, 'loads-sources');
});

/** On a phone the menu opens first. */
async function pressOnMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole('navigation', { name: 'Galvenā izvēlne' }).getByRole('link', { name });
  if (!(await item.isVisible())) await pressOn(page, page.getByRole('button', { name: 'Izvēlne' }));
  await pressOn(page, item);
}
