import type { Topic } from '@lotsen/contracts';
import type { ServiceName } from '@lotsen/platform';
import type { DescribedService } from './services.js';

/** The services that read a topic. */
export type Readers = (topic: Topic) => ServiceName[];

export const readersIn =
  (services: readonly DescribedService[]): Readers =>
  ({ name }) =>
    services
      .filter(({ own, platform }) => [...own, ...platform].some(({ reads }) => reads.includes(name)))
      .map((service) => service.name);
