import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, chooseRadio, pressOn, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

/** Looks at a page once it says what it should: it is kept whole and has no barriers. */
async function looked(page: Page, name: string, words: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(words);
  await expectAccessible(page);
  await screenshot(page, name);
}

async function typeDate(page: Page, field: string, day: Date): Promise<void> {
  const parts = { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear() };
  for (const [part, value] of Object.entries(parts)) {
    await typeInto(page, page.locator(`[name="${field}-${part}"]`), String(value));
  }
}

async function tick(page: Page, box: Locator): Promise<void> {
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** A case of the school about a child that has none, passed up to the cooperation group by its head. Gives its address and the child's name. */
async function caseBeforeGroup(head: Page, server: string): Promise<{ address: string; child: string }> {
  await head.goto(`${server}/pupils`);
  const links = head.locator('tbody th a[href^="/pupils/"]');
  await expect(links.first()).toBeVisible();
  const children = await links.evaluateAll((all) => all.map((link) => ({ id: new URL((link as HTMLAnchorElement).href).pathname.split('/')[2] ?? '', name: (link as HTMLElement).innerText.trim() })));
  for (const child of children) {
    await head.goto(`${server}/pupils/${child.id}?part=case`);
    if (!(await head.getByText('Par šo bērnu gadījuma nav').isVisible())) continue;
    await pressOn(head, head.getByRole('button', { name: 'Atvērt gadījumu' }));
    await chooseRadio(head, head.getByRole('radio', { name: 'Grūtības izglītības iestādē' }));
    await typeInto(head, head.getByLabel('Kas pamanīts un kas jau darīts'), 'Kavē katru pirmdienu.');
    await pressOn(head, head.getByRole('button', { name: 'Atvērt gadījumu' }));
    await head.waitForURL(/\/cases\/c-/);
    const address = new URL(head.url()).pathname;
    for (const reason of ['Plāns jau bija; tas nepalīdzēja.', 'Vajadzīga vairāku iestāžu rīcība.']) {
      await pressOn(head, head.getByRole('main').getByRole('link', { name: 'Izlaist soli' }));
      await typeInto(head, head.getByLabel('Pamatojums'), reason);
      await pressOn(head, head.getByRole('button', { name: 'Saglabāt' }));
    }
    await looked(head, 'case-before-group', 'Gaida sadarbības grupu');
    return { address, child: child.name };
  }
  throw new Error('every child has a case');
}

// covers: COOP-05, COOP-08, COOP-09, ESC-05, ESC-06, ESC-23, ESC-27
test('a case that support did not solve is heard by the group, decided on and controlled', async ({ page, browser, signIn, ownServer }) => {
  test.setTimeout(240_000);
  const head = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(head, 'school_head', { server: ownServer });
  const { address, child } = await caseBeforeGroup(head, ownServer);

  // Who leads the group finds a message; it leads to the group.
  await signIn(page, 'child_rights_specialist', { server: ownServer });
  await page.goto(`${ownServer}/messages`);
  await looked(page, 'messages', 'Sadarbības grupu gaida gadījums');
  await pressOn(page, page.getByRole('link', { name: 'Sadarbības grupu gaida gadījums' }).first());
  await looked(page, 'body', 'Kas piedalās');
  await pressOn(page, page.getByRole('button', { name: 'Jauna sanāksme' }));
  await pressOn(page, page.getByRole('button', { name: 'Ieplānot' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Ierakstiet');
  await looked(page, 'meeting-new-refused', 'Diena');
  await typeDate(page, 'day', inDays(0));
  await tick(page, page.getByLabel('Sanāksmei tiešām jānotiek brīvdienā vai svētkos'));
  await typeInto(page, page.getByLabel('Vieta'), 'Domes sēžu zāle');
  await pressOn(page, page.getByRole('button', { name: 'Ieplānot' }));

  // The agenda is drawn from cases that wait; on which ground, the group says.
  await expect(page.getByText('Sanāksme ir ieplānota.', { exact: false }).first()).toBeVisible();
  await looked(page, 'meeting-planned', 'Gadījumi, kas gaida sadarbības grupu');
  await tick(page, page.getByLabel(new RegExp(`^${child}`)));
  await pressOn(page, page.getByRole('button', { name: 'Likt darba kārtībā' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('pamatu');
  await expect(page.getByLabel(new RegExp(`^${child}`))).toBeChecked();
  await chooseRadio(page, page.getByRole('radio', { name: 'Viena institūcija nevar atrisināt' }));
  await pressOn(page, page.getByRole('button', { name: 'Likt darba kārtībā' }));
  await expect(page.getByRole('navigation', { name: 'Darba kārtība' })).toContainText(child);
  await pressOn(page, page.getByRole('button', { name: 'Izsludināt' }));
  await pressOn(page, page.getByRole('button', { name: 'Sākt sanāksmi' }));
  await looked(page, 'meeting-open', 'Tikai dalībniekiem');

  // What only members see is not on a shared screen.
  await pressOn(page, page.getByRole('link', { name: /^Rādīt ekrānā/ }));
  await expect(page.getByRole('main')).not.toContainText('Tikai dalībniekiem');
  await looked(page, 'meeting-shared', 'Ekrāns ir kopīgs');
  await pressOn(page, page.getByRole('link', { name: 'Ekrānu vairs nerāda citiem' }));

  // Minutes are kept while they are typed.
  await typeInto(page, page.getByLabel('Ko sprieda'), 'Māte piekrīt; skola nodrošina mentoru.');
  await expect(page.getByText('Protokols ir saglabāts.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Ko sprieda')).toHaveValue('Māte piekrīt; skola nodrošina mentoru.');

  await typeInto(page, page.getByLabel('Kas jādara'), 'Apmeklē ģimeni un vienojas par nedēļas kārtību');
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt lēmumu' }));
  await expect(page.locator('.govuk-error-summary')).toBeVisible();
  await expect(page.getByLabel('Kas jādara')).toHaveValue('Apmeklē ģimeni un vienojas par nedēļas kārtību');
  await looked(page, 'meeting-decision-refused', 'Pierakstīt lēmumu');
  const who = page.getByLabel('Kas to dara');
  await chooseFrom(page, who, (await who.locator('option').nth(1).innerText()).trim());
  await typeDate(page, 'due', inDays(1));
  await typeDate(page, 'judge', inDays(30));
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt lēmumu' }));
  await expect(page.getByText('Lēmums ir pierakstīts', { exact: false }).first()).toBeVisible();
  await looked(page, 'meeting-decided', 'rezultātu vērtē');
  await pressOn(page, page.getByRole('button', { name: 'Beigt sanāksmi' }));
  await expect(page.getByText('Sanāksme ir beigusies.', { exact: false }).first()).toBeVisible();
  await looked(page, 'meeting-minutes', 'Apmeklē ģimeni un vienojas par nedēļas kārtību');
  const docx = page.waitForEvent('download');
  await pressOn(page, page.getByRole('button', { name: 'Word datne (DOCX)' }));
  expect((await docx).suggestedFilename()).toBe('protokols.docx');

  // The case of the school says what the group decided.
  await head.goto(ownServer + address);
  await looked(head, 'case-decided', 'Apmeklē ģimeni un vienojas par nedēļas kārtību');

  // The chair controls: done, and judged.
  await page.goto(`${ownServer}/decisions`);
  await looked(page, 'decisions', 'Vēl jāizpilda vai jāizvērtē');
  const line = page.getByRole('row').filter({ hasText: 'Apmeklē ģimeni un vienojas par nedēļas kārtību' }).last();
  await pressOn(page, line.getByRole('link', { name: 'Atzīmēt kā izpildītu' }));
  await typeInto(page, page.getByLabel('Kas izdarīts'), 'Ģimene apmeklēta.');
  await pressOn(page, page.getByRole('button', { name: 'Atzīmēt kā izpildītu' }));
  await pressOn(page, page.getByRole('row').filter({ hasText: 'izpildīts, jāizvērtē' }).last().getByRole('link', { name: 'Izvērtēt rezultātu' }));
  await chooseRadio(page, page.getByRole('radio', { name: 'sasniegts', exact: true }));
  await typeInto(page, page.getByLabel('Pamatojums'), 'Bērns nāk katru dienu.');
  await looked(page, 'decision-judge', 'Vai iecerētais ir sasniegts?');
  await pressOn(page, page.getByRole('button', { name: 'Izvērtēt rezultātu' }));
  await looked(page, 'decisions-judged', 'Rezultāts ir izvērtēts.');
});
