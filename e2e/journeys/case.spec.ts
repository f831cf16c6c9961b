import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessibility.ts';
import { chooseFrom, chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

/** Looks at a page once it says what it should: it is kept whole, fits the screen and has no barriers. */
async function looked(page: Page, name: string, words: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(words);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, name);
}

/** The first of the school's children about whom no case is open: address of the page and full name. */
async function childWithoutCase(head: Page, server: string, skip = 0): Promise<{ id: string; name: string }> {
  await head.goto(`${server}/pupils`);
  const links = head.locator('tbody th a[href^="/pupils/"]');
  await expect(links.first()).toBeVisible();
  const children = await links.evaluateAll((all) => all.map((link) => ({ id: new URL((link as HTMLAnchorElement).href).pathname.split('/')[2] ?? '', name: (link as HTMLElement).innerText.trim() })));
  let free = 0;
  for (const child of children) {
    await head.goto(`${server}/pupils/${child.id}?part=case`);
    if (await head.getByText('Par šo bērnu gadījuma nav').isVisible()) {
      if (free === skip) return child;
      free += 1;
    }
  }
  throw new Error('every child has a case');
}

async function today(page: Page, field: string): Promise<void> {
  const now = new Date();
  await typeInto(page, page.locator(`[name="${field}-day"]`), String(now.getDate()));
  await typeInto(page, page.locator(`[name="${field}-month"]`), String(now.getMonth() + 1));
  await typeInto(page, page.locator(`[name="${field}-year"]`), String(now.getFullYear()));
}

// covers: ESC-10, ESC-17, ESC-18, ESC-19, ROL-07, ROL-08
test('a social worker opens a first case, meets the family and writes to the orphans’ court', async ({ page, browser, signIn, ownServer }) => {
  const head = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(head, 'school_head', { server: ownServer });
  const child = await childWithoutCase(head, ownServer);

  await signIn(page, 'social_service', { server: ownServer });
  await looked(page, 'home-social-service', 'Kas šodien gaida mani');
  await pressOn(page, page.getByRole('main').getByRole('button', { name: 'Gadījumi' }));
  await looked(page, 'cases', 'Gadījumi');
  await pressOn(page, page.getByRole('button', { name: 'Atvērt gadījumu' }));

  // Who looks beyond a school gives the full name: no list of children is to be read here.
  const [family = '', given = ''] = child.name.split(' ');
  await typeInto(page, page.getByLabel('Par kuru bērnu?'), family);
  await pressOn(page, page.getByRole('button', { name: 'Meklēt' }));
  await looked(page, 'case-new-nobody', 'vajag vārdu un uzvārdu');
  await typeInto(page, page.getByLabel('Par kuru bērnu?'), `${given} ${family}`);
  await pressOn(page, page.getByRole('button', { name: 'Meklēt' }));
  await chooseRadio(page, page.getByRole('radio', { name: new RegExp(family) }).first());
  await chooseRadio(page, page.getByRole('radio', { name: 'Sociāla rakstura grūtības' }));
  await looked(page, 'case-new', 'Vada: Sociālais dienests');
  await pressOn(page, page.getByRole('button', { name: 'Atvērt gadījumu' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Uzrakstiet vismaz vienu teikumu');
  await looked(page, 'case-new-refused', 'Uzrakstiet vismaz vienu teikumu');
  await typeInto(page, page.getByLabel('Kas pamanīts un kas jau darīts'), 'Mājās nav siltuma; bērns pieskata brāli.');
  await pressOn(page, page.getByRole('button', { name: 'Atvērt gadījumu' }));
  await expect(page.getByText('Gadījums ir atvērts.', { exact: false }).first()).toBeVisible();
  await looked(page, 'case-opened', 'Mājās nav siltuma');
  const address = new URL(page.url()).pathname;

  await pressOn(page, page.getByRole('link', { name: 'Trīspusēja tikšanās' }));
  await today(page, 'day');
  await typeInto(page, page.getByLabel(/kas piedalījās/), 'Sociālā darbiniece, skolas vadītāja, māte');
  await typeInto(page, page.getByLabel(/Par ko vienojās/), 'Malka līdz piektdienai; bērns pirmdien skolā.');
  await looked(page, 'case-three-party', 'Trīspusēja tikšanās');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  await looked(page, 'case-after-meeting', 'Malka līdz piektdienai');

  await chooseFrom(page, page.getByLabel('Apstāklis'), (await page.getByLabel('Apstāklis').locator('option').nth(1).innerText()).trim());
  await typeInto(page, page.getByLabel(/Kas zināms/), 'Zināms no vizītes.');
  await pressOn(page, page.getByRole('button', { name: 'Pievienot apstākli' }));
  await looked(page, 'case-circumstances', 'Zināms no vizītes');

  await pressOn(page, page.getByRole('link', { name: 'Informācijas vēstule bāriņtiesai' }));
  await chooseRadio(page, page.getByRole('radio', { name: 'Vecāki nesadarbojas' }));
  await typeInto(page, page.getByLabel('Kas notiek'), 'Vecāki durvis neatver.');
  await typeInto(page, page.getByLabel(/Kas jau darīts/), 'Trīs vizītes.');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  await expect(page.getByRole('main')).toContainText('Vecāki durvis neatver.');

  // The court takes part from now on; the school sees the case, but neither the letter nor that there are circumstances.
  const court = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(court, 'orphans_court', { server: ownServer });
  await court.goto(ownServer + address);
  await looked(court, 'case-orphans-court', 'Vecāki durvis neatver.');
  await head.goto(ownServer + address);
  await expect(head.getByRole('main')).toContainText('Malka līdz piektdienai');
  await expect(head.getByRole('main')).not.toContainText('Vecāki durvis neatver.');
  await expect(head.getByRole('main')).not.toContainText('Institūciju pievienotie apstākļi');
  await looked(head, 'case-school', 'Malka līdz piektdienai');
});

// covers: ESC-01, ESC-02, ESC-03, ESC-04, ESC-07, ESC-12, ESC-15
test('what a plan did not solve is reported to the board and to the social service', async ({ page, browser, signIn, ownServer }) => {
  await signIn(page, 'school_head', { server: ownServer });
  const child = await childWithoutCase(page, ownServer, 1);
  await page.goto(`${ownServer}/pupils/${child.id}?part=case`);
  await pressOn(page, page.getByRole('button', { name: 'Atvērt gadījumu' }));
  await chooseRadio(page, page.getByRole('radio', { name: 'Grūtības izglītības iestādē' }));
  await typeInto(page, page.getByLabel('Kas pamanīts un kas jau darīts'), 'Kavē katru pirmdienu; sarunas nepalīdz.');
  await pressOn(page, page.getByRole('button', { name: 'Atvērt gadījumu' }));
  await expect(page.getByText('Gadījums ir atvērts.', { exact: false }).first()).toBeVisible();
  const address = new URL(page.url()).pathname;
  const actions = page.getByRole('main');

  await pressOn(page, actions.getByRole('button', { name: 'Sasaukt atbalsta komandu' }));
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  await looked(page, 'case-team', 'Atbalsta komandas lēmums');
  await pressOn(page, actions.getByRole('button', { name: 'Komanda nolemj par atbalstu' }));
  await typeInto(page, page.getByLabel('Apraksts'), 'Konsultācijas un mentors.');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));

  // Without a plan, approved or declined, the case does not leave the school without a reason.
  await pressOn(page, actions.getByRole('button', { name: 'Nav atrisināts' }));
  await typeInto(page, page.getByLabel('Apraksts'), 'Kavējumu nav mazāk.');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  const refused = page.locator('.govuk-error-summary');
  await expect(refused.or(page.getByText('Jāziņo institūcijām')).first()).toBeVisible();
  if (await refused.isVisible()) {
    await expect(refused).toContainText('atbalsta plānu');
    await expect(page.getByLabel('Apraksts')).toHaveValue('Kavējumu nav mazāk.');
    await looked(page, 'case-no-plan', 'atbalsta plānu');
    await page.goto(ownServer + address);
    await pressOn(page, page.getByRole('link', { name: 'Izlaist soli' }));
    await typeInto(page, page.getByLabel('Pamatojums'), 'Ģimene uz sarunu par plānu neierodas.');
    await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  }
  await looked(page, 'case-to-report', 'Jāziņo institūcijām');

  // The social service was told by word of mouth; in writing the board comes first.
  await chooseFrom(page, page.getByLabel('Kam'), 'Sociālais dienests');
  await pressOn(page, page.getByRole('button', { name: 'Esmu pateicis mutiski' }));
  await looked(page, 'case-report', 'Ziņojums: Sociālais dienests');
  const write = async () => {
    // The page asks for what its recipient needs: it is there before its fields are looked for.
    await expect(page.getByRole('button', { name: 'Nosūtīt ziņojumu' })).toBeVisible();
    for (const field of ['Kas notiek', 'Kas jau darīts', 'Ko lūdz darīt']) {
      const area = page.getByLabel(field, { exact: true });
      if (await area.isVisible()) await typeInto(page, area, `${field}: pierakstīts.`);
    }
    await pressOn(page, page.getByRole('button', { name: 'Nosūtīt ziņojumu' }));
  };
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ziņojums');
  const report = page.url();
  await write();
  await expect(page.locator('.govuk-error-summary')).toContainText('Vispirms ziņo izglītības pārvaldei');
  await looked(page, 'case-report-refused', 'Vispirms ziņo izglītības pārvaldei');
  await page.goto(ownServer + address);
  await chooseFrom(page, page.getByLabel('Kam'), 'Izglītības pārvalde');
  await pressOn(page, page.getByRole('button', { name: 'Esmu pateicis mutiski' }));
  await write();
  await expect(page.getByText('Ziņojums ir nosūtīts.')).toBeVisible();
  await page.goto(report);
  await write();
  await looked(page, 'case-reported', 'Institūcijas rīkojas');

  // The social service finds it on its home page and answers.
  const worker = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(worker, 'social_service', { server: ownServer });
  await worker.goto(ownServer + address);
  await pressOn(worker, worker.getByRole('link', { name: 'Sociālais dienests', exact: true }));
  await looked(worker, 'case-report-received', 'Kas notiek: pierakstīts.');
  await typeInto(worker, worker.getByLabel('Atbilde'), 'Ģimeni apmeklēsim ceturtdien.');
  await pressOn(worker, worker.getByRole('button', { name: 'Atbildēt' }));
  await expect(worker.getByText('Atbilde ir nosūtīta.')).toBeVisible();
  await page.goto(ownServer + address);
  await looked(page, 'case-answered', 'atbildēts');
});
