import { expect, test } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { readAccounts } from '../fixtures/accounts.ts';
import { pressOn, tabTo, typeInto } from '../fixtures/keyboard.ts';

// The helpers that all journeys rely on must themselves be able to fail.

const page = (body: string) =>
  `<!doctype html><html lang="lv"><head><title>Lapa</title><meta name="viewport" content="width=device-width"></head>
   <body><main><h1>Lapa</h1>${body}</main></body></html>`;

test('axe passes a sound page and names what is wrong with another', async ({ page: tab }) => {
  await tab.setContent(page('<label for="a">Vārds</label> <input id="a">'));
  await expectAccessible(tab);
  await tab.setContent(page('<input id="nameless">'));
  await expect(expectAccessible(tab)).rejects.toThrow(/label.*#nameless/);
});

test('a label that leads to the wrong element is found', async ({ page: tab }) => {
  await tab.setContent(page('<h2 id="a">Vārds</h2><label for="a">Vārds</label> <input id="a" aria-label="Vārds">'));
  await expect(expectAccessible(tab)).rejects.toThrow(/ids given twice/);
});

test('a page wider than the screen is found', async ({ page: tab }) => {
  await tab.setContent(page('<div style="width: 3000px">plats</div>'));
  await expect(expectAccessible(tab)).rejects.toThrow(/too wide/);
});

test('the keyboard reaches what it can and says what it passed', async ({ page: tab }) => {
  await tab.setContent(
    page(`<a href="#a">Saite</a> <label for="f">Lauks</label> <input id="f">
          <button onclick="document.title = 'darīts ' + document.getElementById('f').value">Darīt</button>
          <span id="dead" onclick="1">Nav poga</span>`),
  );
  await typeInto(tab, tab.getByLabel('Lauks'), 'Zane');
  await pressOn(tab, tab.getByRole('button', { name: 'Darīt' }));
  await expect(tab).toHaveTitle('darīts Zane');
  await expect(tabTo(tab, tab.locator('#dead'), 5)).rejects.toThrow(/not reached.*Saite/);
});

test('a focus that cannot be seen is found', async ({ page: tab }) => {
  await tab.setContent(page('<style>:focus { outline: none }</style><button>Darīt</button>'));
  await expect(tabTo(tab, tab.getByRole('button'))).rejects.toThrow(/can be seen/);
});

test('the demonstration accounts are read from what the program prints', () => {
  const each = readAccounts(
    'Serving http://127.0.0.1:8080\n  support_staff   soc.ped@ogre.example   vards-parole   Ogres novads\nno account@here\n',
  );
  expect(each).toMatchObject([{ role: 'support_staff', email: 'soc.ped@ogre.example', password: 'vards-parole' }]);
  const common = readAccounts('All are invented. The password of everybody is balsts-demo\n  soc.ped@ogre.example   support_staff   Ogre\n  skola@ogre.example  school_head\n');
  expect(common).toMatchObject([
    { role: 'support_staff', email: 'soc.ped@ogre.example', password: 'balsts-demo' },
    { role: 'school_head', email: 'skola@ogre.example', password: 'balsts-demo' },
  ]);
});
