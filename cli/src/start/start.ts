import { demoActors } from '@lotsen/access';
import { ConfigurationError, onStopSignal, type Settings } from '@lotsen/platform';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { seedOnce } from './demo-data.js';
import { startEverything } from './everything.js';
import { lockFolder } from './folder-lock.js';

/** Starts everything, fills an empty embedded database with demo data, and prints the addresses. */
export async function start(settings: Settings): Promise<void> {
  if (await answers(settings.serviceUrls.portal)) {
    throw new CommandFailed(
      `Lotsen already runs at ${settings.serviceUrls.portal}. Stop it first, or set LOTSEN_PORT.`,
    );
  }
  const started = performance.now();
  console.log(
    `Starting Lotsen on ${settings.brokers.length > 0 ? `Kafka at ${settings.brokers.join(', ')}` : 'the embedded log'} ...`,
  );
  const release = settings.databaseUrl ? () => undefined : lockFolder(settings.dataFolder);
  const everything = await startEverything(settings).catch((error: Error) => {
    release();
    throw error instanceof ConfigurationError ? new CommandFailed(error.message, exitCodes.misconfigured) : error;
  });
  onStopSignal(async () => {
    console.log('Stopping ...');
    await everything.stop();
    release();
  });
  if (!settings.databaseUrl && !settings.issuer && settings.demoData) {
    await seedOnce(settings, (words) => console.log(`  demo data: ${words}`));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(readyLines(everything.url, settings, seconds));
}

function readyLines(url: string, settings: Settings, seconds: string): string {
  const signIn = settings.issuer
    ? `Sign in:    npx lotsen login   (${settings.issuer})`
    : `Sign in:    npx lotsen login --demo officer   (or: ${Object.keys(demoActors).slice(1).join(', ')})`;
  return [
    `Lotsen is ready at ${url} after ${seconds} s.`,
    `  API:        ${url}/api`,
    `  ${signIn}`,
    '  Then:       npx lotsen shortage --county 25',
    '  Stop:       Ctrl-C',
  ].join('\n');
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}
