import { candidatesService } from '@lotsen/candidates';
import { matchingService } from '@lotsen/matching';
import { placementsService } from '@lotsen/placements';
import { processLogger, type RunningService, type Settings, startService } from '@lotsen/platform';
import { portalService } from '@lotsen/portal';
import { vacanciesService } from '@lotsen/vacancies';
import { validationsService } from '@lotsen/validations';
import { type RunningPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const allServices = [
  portalService,
  candidatesService,
  validationsService,
  vacanciesService,
  placementsService,
  matchingService,
];

export interface Everything {
  readonly url: string;
  readonly services: readonly RunningService[];
  stop(): Promise<void>;
}

/** Starts all services in this process, on the servers that the settings name, or else on embedded ones. */
export async function startEverything(settings: Settings): Promise<Everything> {
  const embedded: RunningPostgres | undefined = settings.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(settings.dataFolder);
  const databaseServer = settings.databaseUrl ?? (embedded as RunningPostgres).url;
  const logger = processLogger('lotsen', settings);
  const running: RunningService[] = [];
  const stop = async () => {
    const stopped = await Promise.allSettled(running.map((service) => service.stop()));
    await embedded?.stop();
    const failed = stopped.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  try {
    const started = await Promise.allSettled(
      allServices.map((definition) => startService(definition, { settings, databaseServer, logger })),
    );
    for (const result of started) if (result.status === 'fulfilled') running.push(result.value);
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: settings.serviceUrls.portal, services: running, stop };
}
