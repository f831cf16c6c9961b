import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

/** Looks at a page once it says what it should: it is kept whole and has no barriers. */
async function looked(page: Page, name: string, words: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(words);
  await expectAccessible(page);
  await screenshot(page, name);
}

// covers: IAP-04, IAP-05, IAP-08
test('from the concern of a teacher to a plan that head and coordinator have approved', async ({ page, browser, signIn, ownServer }) => {
  const teacher = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(teacher, 'class_teacher', { server: ownServer });
  await teacher.goto(`${ownServer}/pupils`);
  const child = (await teacher.locator('tbody th a').first().innerText()).trim();
  await teacher.goto(`${ownServer}/concerns/new`);
  await typeInto(teacher, teacher.getByLabel('Par kuru bērnu?'), child.split(' ')[0] ?? child);
  await teacher.keyboard.press('Enter');
  await chooseRadio(teacher, teacher.getByRole('radio', { name: child }));
  await pressOn(teacher, teacher.getByRole('checkbox', { name: 'Zemi mācību sasniegumi' }), 'Space');
  await typeInto(teacher, teacher.getByLabel('Vienā teikumā'), 'Matemātikā vairs neseko līdzi stundai.');
  await chooseRadio(teacher, teacher.getByRole('radio', { name: 'Drīz' }));
  await pressOn(teacher, teacher.getByRole('button', { name: 'Nosūtīt' }));
  await expect(teacher.getByText('Ziņojums ir nosūtīts atbalsta komandai')).toBeVisible();

  // The support team confirms it and begins the plan right there.
  await signIn(page, 'support_staff', { server: ownServer });
  await page.goto(teacher.url());
  await typeInto(page, page.getByLabel('Kas noskaidrots'), 'Trūkst iepriekšējā gada vielas.');
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt, kas noskaidrots' }));
  await chooseRadio(page, page.getByRole('radio', { name: 'Risks ir apstiprināts' }));
  await typeInto(page, page.getByLabel('Atbilde ziņotājam'), 'Paldies, sākam atbalsta plānu.');
  await pressOn(page, page.getByRole('button', { name: 'Atbildēt' }));
  await expect(page.getByText('Atbilde ir nosūtīta.')).toBeVisible();
  await looked(page, 'plan-from-concern', 'Sākt plānu');
  await pressOn(page, page.getByRole('button', { name: 'Sākt plānu' }));
  await looked(page, 'plan-new', 'Sākt atbalsta plānu');

  // Nothing chosen: each field says what it needs.
  await pressOn(page, page.getByRole('button', { name: 'Sākt plānu' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Izvēlieties');
  await looked(page, 'plan-new-refused', 'Izvēlieties');
  await chooseRadio(page, page.getByRole('radio', { name: 'individuālais atbalsta plāns' }));
  const terms = page.getByRole('group', { name: 'Semestris' }).getByRole('radio');
  await chooseRadio(page, terms.first());
  await pressOn(page, page.getByRole('button', { name: 'Sākt plānu' }));

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Riski');
  await looked(page, 'plan-risks', 'Šeit būs bērna riski');
  const risk = page.getByLabel('Risks', { exact: true });
  // What was confirmed in the concern stands first.
  const first = (await risk.locator('option').allInnerTexts())[1] ?? '';
  expect(first).toContain('Zemi mācību sasniegumi (apstiprināts)');
  await chooseFrom(page, risk, first.trim());
  await chooseRadio(page, page.getByRole('radio', { name: 'augsts', exact: true }));
  await typeInto(page, page.getByLabel('Apraksts'), 'Matemātikā trīs nepietiekami vērtējumi pēc kārtas.');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot risku' }));
  await expect(page.getByRole('table').first()).toContainText('trīs nepietiekami vērtējumi');
  await looked(page, 'plan-risks-added', 'trīs nepietiekami');
  await pressOn(page, page.getByRole('button', { name: 'Turpināt', exact: true }));

  await looked(page, 'plan-goals', 'Mērķi:');
  await typeInto(page, page.getByLabel('Mērķi'), 'Semestra beigās matemātikā vismaz 4.');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt un turpināt' }));

  await looked(page, 'plan-measures', 'Šeit būs atbalsta pasākumi');
  await chooseFrom(page, page.getByLabel('Pasākums', { exact: true }), 'konsultācijas mācību priekšmetā');
  await typeInto(page, page.getByLabel(/Mācību priekšmets/), 'Matemātika');
  await typeInto(page, page.getByLabel(/Plānotās stundas/), 'daudz');
  await typeInto(page, page.getByLabel('Atbildīgais'), 'Ilze Liepa');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot pasākumu' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Norādiet plānotās stundas');
  await expect(page.getByLabel('Atbildīgais')).toHaveValue('Ilze Liepa');
  await looked(page, 'plan-measures-refused', 'Kļūda');
  await typeInto(page, page.getByLabel(/Plānotās stundas/), '12');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot pasākumu' }));
  await expect(page.getByRole('table').first()).toContainText('Matemātika');
  await pressOn(page, page.getByRole('button', { name: 'Turpināt', exact: true }));

  await typeInto(page, page.getByLabel(/Ģimenes līdzdalība/), 'Māte vakaros palīdz ar mājasdarbiem.');
  const signed = page.getByRole('group', { name: 'Kas parakstīja iesniegumu' }).getByRole('radio', { name: 'likumiskais pārstāvis' });
  await chooseRadio(page, signed);
  const today = new Date();
  for (const field of ['application', 'consent_on']) {
    if (field === 'consent_on') {
      await chooseRadio(page, page.getByRole('radio', { name: 'piekrīt', exact: true }));
      await chooseRadio(page, page.getByRole('group', { name: 'Kas piekrita vai nepiekrita' }).getByRole('radio', { name: 'likumiskais pārstāvis' }));
    }
    await typeInto(page, page.locator(`[name="${field}-day"]`), String(today.getDate()));
    await typeInto(page, page.locator(`[name="${field}-month"]`), String(today.getMonth() + 1));
    await typeInto(page, page.locator(`[name="${field}-year"]`), String(today.getFullYear()));
  }
  await looked(page, 'plan-family', 'Ģimene:');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt un turpināt' }));

  // What was written is read once more before it is handed in.
  for (const words of ['trīs nepietiekami vērtējumi', 'vismaz 4', 'Matemātika', 'Māte vakaros palīdz']) {
    await expect(page.getByRole('main')).toContainText(words);
  }
  await looked(page, 'plan-check', 'Pārbaudīt:');
  await pressOn(page, page.getByRole('button', { name: 'Iesniegt vadītājam' }));
  await expect(page.getByText('Plāns ir iesniegts iestādes vadītājam.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('gaida iestādes vadītāju');
  await looked(page, 'plan-submitted', 'gaida iestādes vadītāju');
  const plan = new URL(page.url()).pathname;

  // The head finds it first on the home page.
  const head = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(head, 'school_head', { server: ownServer });
  await looked(head, 'home-school-head-approval', 'Apstiprināt atbalsta plānu');
  await pressOn(head, head.locator(`a[href="${plan.replace('/plans/', '/approvals/')}"]`));
  await expect(head.getByRole('main')).toContainText('vismaz 4');
  await looked(head, 'plan-approval', 'Apstiprināt');
  await pressOn(head, head.getByRole('button', { name: 'Apstiprināt', exact: true }));
  await expect(head.getByText('Plāns ir apstiprināts.')).toBeVisible();
  await looked(head, 'plan-approved', 'Plāns ir apstiprināts');

  // The municipality's coordinator sees the plan while it waits, approves it, and then sees it no more.
  const board = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(board, 'education_board', { server: ownServer });
  const approval = plan.replace('/plans/', '/approvals/');
  await board.goto(`${ownServer}/approvals`);
  await looked(board, 'plan-approvals-coordinator', child.split(' ')[0] ?? child);
  await pressOn(board, board.locator(`a[href="${approval}"]`));
  await pressOn(board, board.getByRole('button', { name: 'Apstiprināt', exact: true }));
  await expect(board.getByText('Plāns ir apstiprināts.')).toBeVisible();
  expect((await board.goto(`${ownServer}${approval}`))?.status()).toBe(404);

  await page.goto(`${ownServer}${plan}`);
  await expect(page.getByRole('main')).toContainText('Vadītājs apstiprināja');
  await expect(page.getByRole('main')).toContainText('spēkā');
  await expect(page.getByRole('main')).not.toContainText('gaida iestādes vadītāju');
  await looked(page, 'plan-after-approval', 'Vadītājs apstiprināja');
  await pressOn(page, page.getByRole('button', { name: 'Drukāt' }));
  await expect(page.getByRole('main')).toContainText('Paraksti');
  await looked(page, 'plan-print', 'Paraksti');
});
