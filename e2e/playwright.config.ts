import { defineConfig } from '@playwright/test';

/** The system's browser: none is downloaded. */
const executablePath = process.env.BALSTS_CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'results/output',
  globalSetup: './fixtures/global-setup.ts',
  reporter: [['list'], ['./fixtures/closing-line.ts']],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: false,
  // One more than the cores of a small machine: while one journey waits for the server, the others go on.
  workers: 3,
  retries: 0,
  timeout: 240_000,
  // A small machine that also writes a document in a build without optimisation answers late.
  expect: { timeout: 30_000 },
  use: {
    locale: 'lv-LV',
    timezoneId: 'Europe/Riga',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // What is worth showing on one kind of screen alone says so in its tags.
  projects: [
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      grepInvert: /@desktop/,
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
  ],
});
