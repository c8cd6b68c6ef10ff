import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

const programs = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why no browser can be driven here; nothing where one can. Where nothing may be skipped (CI) they are, or fail. */
export function whyNoBrowser(): string | undefined {
  return process.env['CI'] || programs.some(existsSync)
    ? undefined
    : 'there is no Chromium (apt install chromium)';
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: programs.find(existsSync), args: quiet });
}
