import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian's package installs Chromium. No other place is tried. */
const executablePath = '/usr/bin/chromium';

export const canBrowse = (): boolean => existsSync(executablePath);

/** Starts Chromium with a new profile, which is deleted when it closes. It makes no requests in the background. */
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
