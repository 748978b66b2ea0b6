import { ConfigurationError, type Settings, settingsOrExit } from '../settings/index.js';
import type { ServiceDefinition } from './service-definition.js';
import { type RunningService, startService } from './start-service.js';

/** Runs one service in its own process until a signal stops it. Exits with 78 on bad settings, 1 on a failed start. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  await runUntilStopped(definition.name, async (settings) => {
    if (!settings.databaseUrl) {
      console.error(
        'DATABASE_URL: a service of its own needs a server (for example postgres://lotsen:secret@db:5432/postgres)',
      );
      process.exit(78);
    }
    return startService(definition, { settings, databaseServer: settings.databaseUrl });
  });
}

async function runUntilStopped(
  name: string,
  start: (settings: Settings) => Promise<Pick<RunningService, 'url' | 'stop'>>,
): Promise<void> {
  const settings = settingsOrExit();
  try {
    const running = await start(settings);
    console.log(`${name} is ready at ${running.url}`);
    onStopSignal(running.stop);
  } catch (error) {
    console.error(`${name} could not start: ${(error as Error).message}`);
    process.exit(error instanceof ConfigurationError ? 78 : 1);
  }
}

const longestStopMs = 25_000;

/** Calls `stop` once, on the first of SIGINT, SIGTERM and SIGHUP (its terminal was closed), and then ends the process. */
export function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal ends the process at once. What was acknowledged is durable.
      if (stopping) process.exit(130);
      stopping = true;
      // Shorter than the time after which an orchestrator kills the process.
      setTimeout(() => {
        console.error('The stop took too long and ends here. What was acknowledged is durable.');
        process.exit(1);
      }, longestStopMs).unref();
      stop().then(
        () => process.exit(0),
        (error: Error) => {
          console.error(`The stop failed: ${error.message}`);
          process.exit(1);
        },
      );
    });
  }
}
