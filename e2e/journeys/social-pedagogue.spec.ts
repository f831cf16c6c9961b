import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseFrom, chooseRadio, pressOn, tabTo, typeInto } from '../fixtures/keyboard.ts';
import { docsScreenshot, screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

test('a social pedagogue goes from the home page to the pupils at risk and narrows the list', async ({ page, signIn, server }) => {
  await signIn(page, 'support_staff', { server });
  await expect(page.getByRole('heading', { name: 'Kas šodien gaida mani' })).toBeVisible();
  expect(await page.locator('.govuk-task-list__item').count()).toBeLessThanOrEqual(7);
  await expectAccessible(page);
  await screenshot(page, 'home-support-staff');
  await pressOn(page, page.getByRole('button', { name: 'Bērni, kuriem var būt vajadzīgs atbalsts' }));
  const list = page.getByRole('table');
  await expect(list.getByRole('row')).not.toHaveCount(1);
  await expectAccessible(page);
  await docsScreenshot(page, 'pupils-at-risk');

  // Filters stand in the address and are named with a way to take each back.
  const filters = page.locator('details[data-filter] summary');
  if (!(await page.getByLabel('Vārds vai personas kods').isVisible())) await pressOn(page, filters);
  await pressOn(page, page.getByRole('checkbox', { name: 'mērķtiecīgs atbalsts' }), 'Space');
  await chooseFrom(page, page.getByLabel('Iemesls', { exact: true }), 'Nepietiekami vērtējumi');
  await pressOn(page, page.getByRole('button', { name: 'Rādīt', exact: true }));
  await expect(page).toHaveURL(/level=2.*reason=insufficient_marks/);
  for (const row of await list.locator('tbody tr').all()) await expect(row).toContainText('mērķtiecīgs atbalsts');
  await expectAccessible(page);
  await screenshot(page, 'pupils-filtered');
  if (!(await page.getByRole('link', { name: 'Noņemt visu' }).isVisible())) await pressOn(page, filters);
  await pressOn(page, page.getByRole('link', { name: 'Noņemt visu' }));
  await expect(page).not.toHaveURL(/level=/);
});

test('searching folds Latvian letters and sorting follows the Latvian alphabet', { tag: '@desktop' }, async ({ page, signIn, server }) => {
  await signIn(page, 'support_staff', { server });
  await page.goto(`${server}/pupils?everybody=yes`);
  // The same children, whether the letters are typed with or without their marks.
  const found: string[][] = [];
  for (const typed of ['bērziņ', 'berzin']) {
    await typeInto(page, page.getByLabel('Vārds vai personas kods'), typed);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/name=/);
    found.push(await page.locator('tbody th').allInnerTexts());
  }
  expect(found[0]?.length).toBeGreaterThan(0);
  expect(found[0]?.every((name) => /bērziņ/i.test(name))).toBe(true);
  expect(found[1]).toEqual(found[0]);

  await page.goto(`${server}/pupils?everybody=yes`);
  await pressOn(page, page.getByRole('link', { name: /^Vārds/ }));
  await expect(page).toHaveURL(/sort=name/);
  const names = await page.locator('tbody th').allInnerTexts();
  // A long vowel only breaks ties; whether it is a letter of its own differs between editions of the browser's own rules.
  const family = (name: string) => (name.split(' ')[0] ?? name).replace(/[āēīū]/gi, (vowel) => vowel.normalize('NFD').charAt(0));
  const sorted = [...names].sort((a, b) => new Intl.Collator('lv').compare(family(a), family(b)));
  expect(names.map(family)).toEqual(sorted.map(family));
  expect(names).toHaveLength(20);

  // The next page goes on where this one ended.
  await pressOn(page, page.getByRole('link', { name: 'Nākamie' }));
  await expect(page).toHaveURL(/after=/);
  const next = await page.locator('tbody th').allInnerTexts();
  expect(new Intl.Collator('lv').compare(family(names.at(-1) ?? ''), family(next[0] ?? ''))).toBeLessThanOrEqual(0);
  expect(next.filter((name) => names.includes(name))).toEqual([]);
  await page.goBack();
  await expect(page.locator('tbody th').first()).toHaveText(names[0] ?? '');

  for (const kind of ['XLSX', 'CSV']) {
    const download = page.waitForEvent('download');
    await pressOn(page, page.getByRole('link', { name: `Lejupielādēt kā ${kind}` }));
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${kind.toLowerCase()}$`));
  }
});

test('the page of a pupil shows all its parts', async ({ page, signIn, server }) => {
  await signIn(page, 'support_staff', { server });
  await page.goto(`${server}/pupils`);
  await pressOn(page, page.locator('tbody th a').nth(1));
  await expect(page.getByRole('heading', { name: 'Atbalsta līmenis' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Iemesli' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kas izdodas' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'pupil');
  // Each reason says how it was worked out.
  await pressOn(page, page.locator('.b-explanation summary').first());
  await expect(page.locator('.b-explanation').first()).toContainText('Noteikums');
  await expectAccessible(page);
  await screenshot(page, 'pupil-explained');
  const parts: [string, string, string][] = [
    ['Atbalsts', 'Ar ko sazināties', 'pupil-support'],
    ['Apstākļi', 'Apstākļi', 'pupil-circumstances'],
    ['Vēsture', 'Viss laika secībā', 'pupil-history'],
    ['Piekļuve', 'Kas var redzēt šī bērna datus', 'pupil-access'],
    ['Pārskats', 'Apmeklējums', 'pupil-overview'],
  ];
  for (const [part, words, name] of parts) {
    await pressOn(page, page.getByRole('navigation', { name: 'Bērna lapas daļas' }).getByRole('link', { name: part }));
    await expect(page.getByRole('link', { name: part }).and(page.locator('[aria-current]'))).toBeVisible();
    await expect(page.getByRole('main')).toContainText(words);
    await expectAccessible(page);
    await screenshot(page, name);
  }
});

// covers: RSK-03
test('the level of support is confirmed for one child and changed for another, each with a reason', { tag: '@desktop' }, async ({ page, signIn, ownServer }) => {
  await signIn(page, 'support_staff', { server: ownServer });
  await page.goto(`${ownServer}/pupils`);
  await pressOn(page, page.locator('tbody th a').first());
  await pressOn(page, page.getByRole('button', { name: 'Apstiprināt, mainīt vai noraidīt līmeni' }));
  await expect(page.getByLabel('Kāpēc?')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'pupil-level');
  // Without a reason nothing is decided, and what was chosen stays.
  await chooseRadio(page, page.getByRole('radio', { name: 'Apstiprinu ierosināto līmeni' }));
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt lēmumu' }));
  await expect(page.locator('.govuk-error-summary')).toContainText('Uzrakstiet pamatojumu');
  await expect(page.getByRole('radio', { name: 'Apstiprinu ierosināto līmeni' })).toBeChecked();
  await expectAccessible(page);
  await screenshot(page, 'pupil-level-refused');
  await typeInto(page, page.getByLabel('Kāpēc?'), 'Saruna ar vecākiem notika, atbalstu sākam pirmdien.');
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt lēmumu' }));
  await expect(page.getByText('Lēmums ir pierakstīts.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Cilvēks to ir apstiprinājis');
  await expect(page.getByRole('main')).toContainText('Saruna ar vecākiem notika');
  await expectAccessible(page);

  await page.goto(`${ownServer}/pupils?level=2`);
  await pressOn(page, page.locator('tbody th a').first());
  await pressOn(page, page.getByRole('button', { name: 'Apstiprināt, mainīt vai noraidīt līmeni' }));
  await chooseRadio(page, page.getByRole('radio', { name: 'Nosaku citu līmeni' }));
  await chooseFrom(page, page.getByLabel('Cits līmenis'), 'pielāgots atbalsts');
  await typeInto(page, page.getByLabel('Kāpēc?'), 'Ģimenē ir slims vecāks, vajag vairāk.');
  await pressOn(page, page.getByRole('button', { name: 'Pierakstīt lēmumu' }));
  await expect(page.getByRole('main')).toContainText('Cilvēks ir noteicis citu līmeni');
  await tabTo(page, page.getByRole('link', { name: 'Vēsture' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Ģimenē ir slims vecāks, vajag vairāk.');
});
