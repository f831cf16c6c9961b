import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
const base = process.argv[2]; const printed = readFileSync(process.argv[3], 'utf8');
const accounts = printed.split('\n');
const want = [
  ['education_board', 'ogres', ['/', '/programme', '/programme/tasks?institution=NVO', '/programme/roles', '/programme/interim?year=2026', '/programme/numbers', '/municipality/dynamics', '/duties/year', '/indicators', '/programme/responsibilities','/protections','/cases/steps']],
  ['support_staff', 'ogres', ['/', '/institutions', '/plans', '/pupils','/programme/tasks']],
  ['social_service', 'ogres', ['/', '/plan-parts', '/programme/tasks']],
  ['orphans_court', 'ogres', ['/protections','/plan-parts']],
  ['municipal_police', 'ogres', ['/', '/municipality']],
  ['youth_worker', 'ogres', ['/', '/duties/year']],
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const [role, where, pages] of want) {
  const line = accounts.find((l) => new RegExp(`\\b${role}\\b`).test(l) && l.toLowerCase().includes(where)) ?? accounts.find((l) => new RegExp(`\\b${role}\\b`).test(l) && l.includes('@'));
  const email = /([^\s,;|/]+@[^\s,;|/]+)/.exec(line)?.[1];
  for (const [kind, viewport] of [['desktop', { width: 1280, height: 900 }], ['phone', { width: 390, height: 844 }]]) {
    const context = await browser.newContext({ viewport, locale: 'lv-LV', isMobile: kind === 'phone' });
    const page = await context.newPage();
    await page.goto(base + '/sign-in');
    await page.fill('input[name="email"]', email); await page.fill('input[type="password"]', 'Balsts-demo-2026');
    await page.click('main button[type="submit"]'); await page.waitForLoadState();
    for (const path of pages) {
      const t = Date.now();
      const answer = await page.goto(base + path);
      const name = `${role}${path.replaceAll(/[^a-z0-9-]+/gi, '_')}-${kind}.png`;
      await page.screenshot({ path: `/tmp/pics/${name}`, fullPage: true });
      console.log(role, kind, path, answer.status(), Date.now() - t, 'ms', page.url());
    }
    await context.close();
  }
}
await browser.close();
