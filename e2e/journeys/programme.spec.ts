import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { chooseRadio, pressOn, typeInto } from '../fixtures/keyboard.ts';
import { screenshot } from '../fixtures/screenshot.ts';
import { expect, test } from '../fixtures/test.ts';

async function looked(page: Page, name: string, words: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(words);
  await expectAccessible(page);
  await screenshot(page, name);
}

// covers: PLN-02, PLN-06, PLN-07, PLN-13, PLN-21
test('the board looks at the programme, who does what and what is odd in the document', async ({ page, signIn, server }) => {
  await signIn(page, 'education_board', { where: '@ogre' });
  for (const [address, name, words] of [
    ['/programme', 'programme', 'Universālā prevencija'],
    ['/programme/overview', 'programme-overview', 'Izglītības iestādes'],
    ['/programme/activity?key=1.3', 'programme-activity', '60% vecāku'],
    ['/programme/tasks', 'programme-tasks', 'Nokavēti'],
    ['/programme/responsibilities', 'programme-responsibilities', 'izpilda'],
    ['/programme/numbers', 'programme-numbers', '30 %'],
    ['/programme/irregularities', 'programme-irregularities', 'Mērķa numurs 3 divreiz'],
    ['/programme/versions', 'programme-versions', 'spēkā'],
    ['/programme/policies', 'programme-policies', 'Politikas'],
    ['/young-people', 'young-people', 'Jaunieši ārpus sarakstiem'],
    ['/programme/annual', 'programme-annual', 'Pirms publicēšanas'],
    ['/reports/data-checks', 'data-checks', 'Rādītāji'],
    ['/reports/support-series', 'support-series', 'Atbalsta plāni'],
    ['/school-plans', 'school-plans', 'Sistēma ieviesta'],
  ] as const) {
    await page.goto(`${server}${address}`);
    await looked(page, name, words);
  }
});

// covers: PLN-09, PLN-11
test('the social service says how far its task is, with the keyboard alone', async ({ page, signIn, ownServer }) => {
  await signIn(page, 'social_service', { server: ownServer, where: '@ogre' });
  await page.goto(`${ownServer}/programme/tasks`);
  await pressOn(page, page.getByRole('main').getByRole('link', { name: 'Ziņot par izpildi' }).first());
  await looked(page, 'programme-report', 'Ziņot par izpildi');
  await chooseRadio(page, page.getByRole('radio', { name: 'pārcelts' }));
  await typeInto(page, page.getByLabel('Piezīme'), 'Nav lektora, pārcelts uz pavasari.');
  await pressOn(page, page.getByRole('button', { name: 'Saglabāt' }));
  await looked(page, 'programme-reported', 'Nav lektora, pārcelts uz pavasari.');
});
