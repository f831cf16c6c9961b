import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessibility.ts';
import { ROLES } from '../fixtures/accounts.ts';
import { expect, test } from '../fixtures/test.ts';

/** Enough for every kind of page a role has; a crawl that needs more has found a maze. */
const MOST_PAGES = 90;

// Every page that a link leads to, for every role: one of each kind of path.
for (const language of ['lv', 'en'] as const) {
  // The other language is the same pages with other words: read on one kind of screen, and not by axe.
  test(`every page that a role can reach is sound (${language})`, { tag: language === 'lv' ? [] : '@desktop' }, async ({ page, signIn, server }) => {
    test.setTimeout(900_000);
    const keys = messageKeys(language);
    const examined = new Set<string>();
    for (const role of ROLES) {
      await page.context().clearCookies();
      await signIn(page, role, { server });
      await page.goto(`${server}/?lang=${language}`);
      const seen = new Set<string>();
      const waiting = [new URL(page.url()).pathname, '/account', '/help', '/privacy', '/accessibility'];
      let visited = 0;
      for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
        const kind = kindOf(address);
        if (seen.has(kind)) continue;
        seen.add(kind);
        await test.step(`${role} ${address}`, async () => {
          if (isFile(address)) {
            expect((await page.request.get(server + address)).status(), `${role}: ${address}`).toBe(200);
            return;
          }
          visited += 1;
          const answer = await page.goto(server + address);
          expect(answer?.status(), `${role}: ${address}`).toBe(200);
          await expectSound(page, `${role}: ${address}`, language, keys);
          if (language === 'lv' && !examined.has(kind)) {
            examined.add(kind);
            await expectAccessible(page);
          }
          waiting.push(...(await linksOf(page, server)));
        });
        expect(visited, `pages of ${role}: ${[...seen].join(' ')}`).toBeLessThanOrEqual(MOST_PAGES);
      }
      expect(visited, `pages of ${role}`).toBeGreaterThan(6);
    }
  });
}

/** One heading, its language, nothing untranslated, nothing that a program says to itself, no sideways scroll, no table cell left empty. */
async function expectSound(page: Page, where: string, language: string, keys: Set<string>): Promise<void> {
  const { headings, lang, text, emptyFigures } = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    text: document.body.innerText,
    emptyFigures: Array.from(document.querySelectorAll('td.b-number, .b-figure__value')).filter((cell) => !cell.textContent?.trim()).length,
  }));
  expect(headings, `headings of the first level of ${where}`).toBe(1);
  expect(lang, `language of ${where}`).toBe(language);
  const untranslated = [...text.matchAll(/\b[a-z]+(?:[-_][a-z0-9]+)+\b/g)].map(([word]) => word).filter((word) => keys.has(word));
  expect(untranslated, `keys instead of words at ${where}`).toEqual([]);
  expect(text, `${where} speaks to people`).not.toMatch(/\{ ?\$|\bNaN\b|\bundefined\b|\bSome\(|\bnull\b/);
  expect(emptyFigures, `figures of ${where} that neither are there nor say that there are no data`).toBe(0);
  await expectNoSidewaysScroll(page);
}

async function linksOf(page: Page, server: string): Promise<string[]> {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  return links
    .map((link) => new URL(link))
    .filter((link) => link.origin === server && !link.pathname.startsWith('/assets/') && !link.searchParams.has('lang'))
    .map((link) => link.pathname + link.search);
}

function isFile(address: string): boolean {
  return /\.(csv|xlsx)($|\?)|\/(csv|xlsx|errors)($|\?)|^\/loads\/template\//.test(address);
}

/** Parts of a page are pages of their own; other values of an address are not. */
const TELLING = new Set(['part', 'kind', 'state', 'show']);
const NAMES_FOLLOW = new Set(['pupils', 'institutions', 'classes', 'not-enrolled', 'concerns', 'duties', 'accounts', 'loads', 'uploads', 'template']);

/** What all pages of a kind have in common: names and numbers of the things they are about are left out. */
function kindOf(address: string): string {
  const [path = '', query = ''] = address.split('?');
  const segments = path.split('/');
  const kinds = segments.map((segment, at) => {
    const named = NAMES_FOLLOW.has(segments[at - 1] ?? '') && !NAMES_FOLLOW.has(segment) && segment !== 'new';
    return named || /\d/.test(segment) ? ':' : segment;
  });
  const choices = [...new URLSearchParams(query)].map(([name, value]) => (TELLING.has(name) ? `${name}=${value}` : name));
  return `${kinds.join('/')}?${[...new Set(choices)].sort().join('&')}`;
}

/** The keys of all texts of the interface: none of them is a word that a page would show. */
function messageKeys(language: string): Set<string> {
  const folder = fileURLToPath(new URL(`../../crates/web/locales/${language}`, import.meta.url));
  const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const keys = files.flatMap((text) => [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key ?? ''));
  expect(keys.length).toBeGreaterThan(500);
  return new Set(keys);
}
