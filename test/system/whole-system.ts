import { afterAll, beforeAll, describe } from '@jest/globals';
import { Api } from '@lotsen/testing/api';
import { startPatience } from '@lotsen/testing/processes';
import type { System } from '@lotsen/testing/system';
import { TestSystem } from '@lotsen/testing/test-system';
import { acceptanceCases } from './acceptance-cases.js';
import { countsOfPersons } from './counts-of-persons.js';
import { erasing } from './erasing.js';
import { filesAsPeopleHaveThem } from './files-as-people-have-them.js';
import { lastPlaces } from './last-places.js';
import { mainJob } from './main-job.js';
import type { SystemFixture } from './system-fixture.js';
import { walk } from './walk.js';
import { walkByCommand } from './walk-by-command.js';

/** All tests that span the services, on one running system. The main job comes first, because it empties the log. */
export function wholeSystem(
  make: () => Promise<System>,
  logOf: (field: () => TestSystem) => Omit<SystemFixture, 'field'>,
) {
  let system: System | undefined;
  let known: TestSystem;

  beforeAll(async () => {
    system = await make();
    await system.start();
    known = new TestSystem(system, new Api(system));
    await known.prepare();
  }, startPatience);

  afterAll(async () => {
    await system?.stop();
  }, 60_000);

  const field = () => known;
  const setting: SystemFixture = { field, ...logOf(field) };
  describe('the main job', () => mainJob(setting));
  walk(setting);
  walkByCommand(setting);
  filesAsPeopleHaveThem(setting);
  acceptanceCases(setting);
  lastPlaces(setting);
  countsOfPersons(setting);
  erasing(setting);
}
