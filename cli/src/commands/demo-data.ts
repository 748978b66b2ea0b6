import { mkdirSync } from 'node:fs';
import type { Settings } from '@lotsen/platform';
import { CommandFailed } from '../exit-codes.js';
import { seedOnce } from '../start/demo-data.js';

/**
 * Fills an empty Lotsen that runs in demo mode in other processes. Does nothing, and prints why, when the settings
 * exclude demo data or there is data already.
 */
export async function fillWithDemoData(settings: Settings): Promise<void> {
  if (!settings.demoData || settings.issuer) {
    const because = settings.issuer ? 'people sign in at OIDC_ISSUER' : 'LOTSEN_DEMO_DATA is false';
    console.log(`No demo data: ${because}.`);
    return;
  }
  mkdirSync(settings.dataFolder, { recursive: true });
  const outcome = await seedOnce(settings, (words) => console.log(`demo data: ${words}`));
  if (outcome === 'incomplete') throw new CommandFailed('The demo data is incomplete.');
  if (outcome === 'there') console.log('There is data already: nothing to do.');
  else console.log(`Lotsen is ready at ${settings.publicUrl}, with its demo data.`);
}
