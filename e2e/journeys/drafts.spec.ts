import { typeInto } from '../fixtures/keyboard.ts';
import { expect, test } from '../fixtures/test.ts';

test('what was typed before the session ended is there after signing in again', { tag: '@desktop' }, async ({ page, signIn, ownServer }) => {
  await signIn(page, 'education_board', { server: ownServer });
  await page.goto(`${ownServer}/observations/new`);
  const seen = page.getByLabel('Kas redzēts');
  await typeInto(page, seen, 'Pie veikala stundu laikā seši pusaudži, saka, ka');
  await expect(page.getByText('Uzrakstītais ir saglabāts.')).toBeVisible();

  // The session ends while the sentence is written; sending it leads to the sign-in, and from there back.
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Pievienot' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, 'education_board', { server: ownServer });
  await page.goto(`${ownServer}/observations/new`);
  await expect(seen).toHaveValue('Pie veikala stundu laikā seši pusaudži, saka, ka');
  await expect(page.getByText('Jūsu iepriekš rakstītais ir atjaunots.')).toBeVisible();

  // On another machine the copy of the server is there, too.
  const elsewhere = await (await page.context().browser()!.newContext({ locale: 'lv-LV' })).newPage();
  await signIn(elsewhere, 'education_board', { server: ownServer });
  await elsewhere.goto(`${ownServer}/observations/new`);
  await expect(elsewhere.getByLabel('Kas redzēts')).toHaveValue('Pie veikala stundu laikā seši pusaudži, saka, ka');
});
