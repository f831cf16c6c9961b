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

// covers: REG-30, REG-31
test('the errors of a file are a table that can be downloaded and mended', { tag: '@desktop' }, async ({ page, signIn, ownServer }) => {
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
