import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessibility.ts';
import { ROLES } from '../fixtures/accounts.ts';
import { expect, test } from '../fixtures/test.ts';

/** Enough for every kind of page a role has; a crawl that needs more has found a maze. */
const MOST_PAGES = 260;
/** Pages of one role that axe looks at: what comes after them is read in English alone. */
const MOST_EXAMINED = 180;

test.describe.configure({ mode: 'parallel' });

// Every page that a link leads to, for every role: one of each kind of path.
for (const language of ['lv', 'en'] as const) {
  // Each language on one kind of screen: who may open which page, role by role, is read in English; in Latvian a kind of page is looked at once,
  // on the narrow screen and by axe. The roles come in the other order, so that a page which looks otherwise to others is seen both ways.
  test(`every page that somebody can reach is sound (${language})`, { tag: language === 'lv' ? '@phone' : '@desktop' }, async ({ page, signIn, server }) => {
    test.setTimeout(1_500_000);
    const once = language === 'lv';
    const seenBefore = new Set<string>();
    const keys = messageKeys(language);
    const examined = new Set<string>();
    const read = new Set<string>();
    const files = new Set<string>();
    const wrong: string[] = [];
    const institutions = new Set<string>();
    for (const role of once ? ROLES : [...ROLES].reverse()) {
      await page.context().clearCookies();
      await signIn(page, role, { server });
      await page.goto(`${server}/?lang=${language}`);
      const seen = once ? seenBefore : new Set<string>();
      const waiting = [new URL(page.url()).pathname, '/account', '/help', '/privacy', '/accessibility'];
      let visited = 0;
      const most = once ? MOST_EXAMINED : MOST_PAGES;
      for (let address = waiting.shift(); address !== undefined && visited <= most; address = waiting.shift()) {
        // The first page of a role always tells where the role leads.
        const kinds = kindsOf(address).filter((kind) => visited === 0 || !seen.has(kind));
        if (kinds.length === 0) continue;
        for (const kind of kinds) seen.add(kind);
        try {
          if (isFile(address)) {
            // A file is made the same way for every role: each kind is taken once.
            if (kinds.every((kind) => files.has(kind))) continue;
            for (const kind of kinds) files.add(kind);
            expect((await page.request.get(server + address)).status()).toBe(200);
            continue;
          }
          const isFirst = visited === 0;
          visited += 1;
          // Whether the next role may open a page, and where it leads, its answer tells; what it looks like was seen with the first.
          if (!isFirst && kinds.every((kind) => read.has(kind))) {
            const answer = await page.request.get(server + address);
            expect(answer.status()).toBe(200);
            waiting.push(...linksIn(await answer.text(), answer.url(), server));
            continue;
          }
          for (const kind of kinds) read.add(kind);
          const answer = await page.goto(server + address);
          expect(answer?.status()).toBe(200);
          const links = await linksOf(page, server);
          waiting.push(...links);
          for (const link of links) institutions.add(/^\/institutions\/([\w-]+)$/.exec(link)?.[1] ?? '');
          await expectSound(page, language, keys, institutions);
          if (language === 'lv' && (isFirst || kinds.some((kind) => !examined.has(kind)))) {
            for (const kind of kinds) examined.add(kind);
            await expectAccessible(page);
          }
        } catch (error) {
          wrong.push(`${role}, ${address}: ${error instanceof Error ? error.message : error}`);
        }
      }
      if (!once && (visited <= 6 || visited > MOST_PAGES)) wrong.push(`${visited} pages of ${role}: ${[...seen].join(' ')}`);
    }
    // All that is wrong is told at once.
    expect(wrong.join('\n\n')).toBe('');
  });
}

/** One heading, its language, nothing untranslated, nothing that a program says to itself, no sideways scroll, no table cell left empty. */
async function expectSound(page: Page, language: string, keys: Set<string>, institutions: Set<string>): Promise<void> {
  const { headings, lang, text, quoted, emptyFigures } = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    text: document.body.innerText,
    quoted: Array.from(document.querySelectorAll('code')).map((code) => code.innerText),
    emptyFigures: Array.from(document.querySelectorAll('td.b-number, .b-figure__value')).filter((cell) => !cell.textContent?.trim()).length,
  }));
  expect(headings, 'headings of the first level').toBe(1);
  expect(lang, 'language').toBe(language);
  const untranslated = [...text.matchAll(/\b[a-z]+(?:[-_][a-z0-9]+)+\b/g)].map(([word]) => word).filter((word) => keys.has(word));
  expect(untranslated, 'keys instead of words').toEqual([]);
  const said = [...text.matchAll(/.{0,20}(?:\{ ?\$|\bNaN\b|\bundefined\b|\bSome\(|\bnull\b).{0,20}/g)].map(([words]) => words);
  expect(said, 'what a program says to itself').toEqual([]);
  // The page that describes a file names its columns and codes as the file must.
  if (!new URL(page.url()).pathname.startsWith('/loads/new')) {
    const unquoted = quoted.reduce((rest, code) => rest.replace(code, ''), text).replaceAll(/\S+@\S+/g, '');
    const codes = [...unquoted.matchAll(/\S*[a-z]_[a-z]\S*|\b\d{4}-\d\d\b/g)].map(([word]) => word);
    codes.push(...[...unquoted.matchAll(/[\w-]+/g)].map(([word]) => word).filter((word) => institutions.has(word)));
    expect(codes, 'codes instead of words').toEqual([]);
    const english = [...unquoted.matchAll(/.{0,30}(?<!\p{L})(?:the|of|and|with|from|not|is)(?!\p{L}).{0,30}/gu)].map(([words]) => words);
    if (language === 'lv') expect(english, 'English on a Latvian page').toEqual([]);
  }
  expect(emptyFigures, 'figures that neither are there nor say that there are no data').toBe(0);
  await expectNoSidewaysScroll(page);
}

async function linksOf(page: Page, server: string): Promise<string[]> {
  return linksIn(await page.content(), page.url(), server);
}

/** Where the links of a page lead on this server. */
function linksIn(html: string, address: string, server: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)]
    .map(([, link = '']) => new URL(link.replaceAll('&amp;', '&'), address))
    .filter((link) => link.origin === server && !link.pathname.startsWith('/assets/') && !link.searchParams.has('lang'))
    .map((link) => link.pathname + link.search);
}

function isFile(address: string): boolean {
  return /\.(csv|xlsx)($|\?)|\/(csv|xlsx|docx|pdf|html|toml|errors)($|\?)|^\/loads\/template\//.test(address);
}

/** Parts of a page are pages of their own; other values of an address are not, nor is the number of what is changed on a page. */
const TELLING = new Set(['part', 'kind', 'state', 'show']);
const NAMES_FOLLOW = new Set(['pupils', 'institutions', 'classes', 'not-enrolled', 'young-people', 'concerns', 'duties', 'accounts', 'loads', 'uploads', 'template', 'year']);

/**
 * The kinds of page an address is one of: names and numbers of the things it is about are left out, and what is chosen in it counts
 * one by one, not in all combinations.
 */
function kindsOf(address: string): string[] {
  const [path = '', query = ''] = address.split('?');
  const segments = path.split('/');
  const kind = segments
    .map((segment, at) => {
      const named = NAMES_FOLLOW.has(segments[at - 1] ?? '') && !NAMES_FOLLOW.has(segment) && segment !== 'new';
      return named || /\d/.test(segment) ? ':' : segment;
    })
    .join('/');
  const choices = [...new URLSearchParams(query)].map(([name, value]) => (TELLING.has(name) && !/^\d+$/.test(value) ? `${name}=${value}` : name));
  // What is chosen in a report is the same for all reports.
  const chosenIn = kind.replace(/^\/reports\/[^/]+/, '/reports/:');
  return choices.length > 0 ? choices.map((choice) => `${chosenIn}?${choice}`) : [kind];
}

/** The keys of all texts of the interface: none of them is a word that a page would show. */
function messageKeys(language: string): Set<string> {
  const folder = fileURLToPath(new URL(`../../crates/web/locales/${language}`, import.meta.url));
  const files = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const keys = files.flatMap((text) => [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key ?? ''));
  expect(keys.length).toBeGreaterThan(500);
  return new Set(keys);
}
