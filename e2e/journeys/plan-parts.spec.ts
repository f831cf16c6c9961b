import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

const TASK = 'Ģimenes asistents trīs rītus nedēļā pavada uz autobusu';
const GOAL = 'Semestra beigās matemātikā vismaz 4.';
const PROPOSAL = 'Asistents var nākt četras stundas, ne divpadsmit.';
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Looks at a page once it says what it should: it is kept whole, fits the screen and has no barriers. */
async function looked(page: Page, name: string, words: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(words);
  await expectAccessible(page);
  await screenshot(page, name);
}

/** The row of the part that this journey writes. */
function partIn(page: Page): Locator {
  return page.locator('tbody tr').filter({ hasText: TASK }).first();
}

/** A plan is begun for the first of the school's children for whom one can be; gives the plan's address and the child's family name. */
async function begunPlan(page: Page, server: string): Promise<{ plan: string; family: string }> {
  await page.goto(`${server}/pupils`);
  const links = page.locator('tbody th a[href^="/pupils/"]');
  await expect(links.first()).toBeVisible();
  const children = await links.evaluateAll((all) =>
    all.map((link) => ({ path: new URL((link as HTMLAnchorElement).href).pathname, name: (link as HTMLElement).innerText.trim() })),
  );
  for (const child of children) {
    await page.goto(`${server}${child.path}?part=support`);
    const start = page.getByRole('main').getByRole('button', { name: 'Sākt plānu', exact: true }).first();
    if (!(await start.isVisible())) continue;
    await pressOn(page, start);
    await chooseRadio(page, page.getByRole('radio', { name: 'individuālais atbalsta plāns' }));
    await chooseRadio(page, page.getByRole('group', { name: 'Semestris' }).getByRole('radio').first());
    await pressOn(page, page.getByRole('button', { name: 'Sākt plānu' }));
    await page.waitForURL(/\/plans\/\d+\/risks/);
    return { plan: new URL(page.url()).pathname.replace('/risks', ''), family: child.name.split(' ')[0] ?? '' };
  }
  throw new Error('a plan can be begun for no child');
}

/** The partner opens its list and the part in it. */
async function openPart(partner: Page, server: string): Promise<void> {
  await partner.goto(`${server}/plan-parts`);
  await pressOn(partner, partIn(partner).locator('a[href^="/plan-parts/"]'));
  await expect(partner.getByRole('heading', { level: 1 })).toContainText('Mūsu daļa atbalsta plānā');
}

// covers: IAP-06
test('the social service answers on a phone for its part of a plan, and the school reads it', async ({ page, browser, signIn, ownServer }) => {
  await signIn(page, 'support_staff', { server: ownServer });
  const { plan, family } = await begunPlan(page, ownServer);
  await page.goto(`${ownServer}${plan}/goals`);
  await typeInto(page, page.getByLabel('Mērķi'), GOAL);
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt un turpināt' }));
  await expect(page.getByRole('main')).toContainText('Šeit būs atbalsta pasākumi');

  // Hours that are no number are refused, and what was typed stays.
  await page.goto(`${ownServer}${plan}/parts`);
  await looked(page, 'plan-parts-empty', 'Šeit būs, ko dara sociālais dienests');
  await chooseFrom(page, page.locator('select[name="partner"]'), 'sociālais dienests');
  await typeInto(page, page.locator('textarea[name="task"]'), TASK);
  await typeInto(page, page.getByLabel(/Plānotās stundas/), 'daudz');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot daļu' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Norādiet plānotās stundas');
  await expect(page.locator('textarea[name="task"]')).toHaveValue(TASK);
  await typeInto(page, page.getByLabel(/Plānotās stundas/), '12');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot daļu' }));
  await expect(partIn(page)).toContainText('gaida iestādes atbildi');
  await looked(page, 'plan-parts-written', TASK);

  // Whoever hands the plan in is told that a part is not agreed.
  await page.goto(`${ownServer}${plan}/check`);
  await looked(page, 'plan-check-part-not-agreed', 'Šīs daļas iestādes vēl nav saskaņojušas');

  // The partner sees the child and the task, and nothing else of the plan.
  const partner = await (await browser.newContext(PHONE)).newPage();
  await signIn(partner, 'social_service', { server: ownServer });
  await partner.goto(`${ownServer}/plan-parts`);
  await looked(partner, 'own-plan-parts', TASK);
  await openPart(partner, ownServer);
  await expect(partner.getByRole('main')).toContainText(family);
  await expect(partner.getByRole('main')).not.toContainText(GOAL);
  await looked(partner, 'own-plan-part', TASK);
  const part = partner.url();
  expect((await partner.goto(ownServer + plan))?.status()).toBe(404);
  await partner.goto(part);

  // Without an answer, and without words where words are needed, the answer is not sent.
  const send = partner.getByRole('button', { name: 'Nosūtīt atbildi' });
  await pressOn(partner, send);
  await expect(partner.locator('.govuk-error-summary')).toContainText('Izvēlieties vienu');
  await chooseRadio(partner, partner.getByRole('radio', { name: 'Lūdzam mainīt' }));
  await pressOn(partner, send);
  await expect(partner.locator('.govuk-error-summary')).toContainText('Uzrakstiet, kā daļa būtu jāmaina');
  await expect(partner.getByRole('radio', { name: 'Lūdzam mainīt' })).toBeChecked();
  await looked(partner, 'own-plan-part-refused', TASK);
  await typeInto(partner, partner.getByLabel(/Piebilde/), PROPOSAL);
  await pressOn(partner, send);
  await expect(partner.getByText('Atbilde ir nosūtīta skolai.')).toBeVisible();
  await expect(partIn(partner)).toContainText('iestāde lūdz mainīt');

  // The school is told, reads why, and changes the part.
  await page.goto(`${ownServer}/messages`);
  await looked(page, 'messages-plan-part', 'Iestāde ir atbildējusi par savu daļu');
  await page.goto(`${ownServer}${plan}/parts`);
  await expect(partIn(page)).toContainText('iestāde lūdz mainīt');
  await looked(page, 'plan-parts-proposed', PROPOSAL);
  await pressOn(page, partIn(page).getByRole('button', { name: 'Mainīt' }));
  await expect(page.locator('textarea[name="task"]')).toHaveValue(TASK);
  await typeInto(page, page.getByLabel(/Plānotās stundas/), '4');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt', exact: true }));
  await expect(partIn(page)).toContainText('gaida iestādes atbildi');

  // What is changed waits for an answer anew.
  await openPart(partner, ownServer);
  await chooseRadio(partner, partner.getByRole('radio', { name: 'Piekrītam' }));
  await pressOn(partner, send);
  await expect(partner.getByText('Atbilde ir nosūtīta skolai.')).toBeVisible();
  await expect(partIn(partner)).toContainText('saskaņots');
  await looked(partner, 'own-plan-parts-answered', TASK);

  // On the plan both answers stand, and nothing is left to warn of.
  await page.goto(ownServer + plan);
  for (const words of ['lūdza mainīt', 'piekrita', PROPOSAL]) await expect(page.getByRole('main')).toContainText(words);
  await looked(page, 'plan-part-agreed', 'Iestāžu atbildes');
  await page.goto(`${ownServer}${plan}/check`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pārbaudīt');
  await expect(page.getByRole('main')).not.toContainText('Šīs daļas iestādes vēl nav saskaņojušas');
});
