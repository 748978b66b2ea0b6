import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's package puts it there, and no other place is looked at. */
const executablePath = '/usr/bin/chromium';

export const canBrowse = (): boolean => existsSync(executablePath);

/** Chromium with a new, empty profile of its own, which goes when it is closed. It calls nobody but the test. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
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
  });
}
