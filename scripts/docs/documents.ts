import 'reflect-metadata';
import { apiPage } from './api-page.js';
import { asyncApi } from './asyncapi.js';
import { compactJson } from './compact-json.js';
import { eventsPage } from './events-page.js';
import { idsPage } from './ids-page.js';
import { findLifecycles, loadProcesses } from './lifecycles.js';
import { lifecyclesPage } from './lifecycles-page.js';
import { listsPage } from './lists-page.js';
import { openApi } from './openapi.js';
import { readersIn } from './readers.js';
import { refusalsFile } from './refusals-file.js';
import { rolesPage } from './roles-page.js';
import { describeServices } from './services.js';
import { summariesFile } from './summaries-file.js';
import { topicsFile } from './topics-file.js';
import { apiTypes } from './typed-client.js';

/** Every generated document: its path from the root, and its text. */
export async function generateDocuments(): Promise<ReadonlyMap<string, string>> {
  const { services, refusals } = await describeServices();
  const readers = readersIn(services);
  const document = await openApi(services);
  return new Map([
    ['docs/events.md', eventsPage(readers)],
    ['docs/asyncapi.json', `${compactJson(asyncApi(readers))}\n`],
    ['docs/openapi.json', `${compactJson(document)}\n`],
    ['docs/roles.md', rolesPage(services)],
    ['docs/api.md', apiPage(services)],
    ['docs/ids.md', idsPage(services)],
    ['docs/lifecycles.md', lifecyclesPage(await findLifecycles(), await loadProcesses())],
    ['docs/lists.md', listsPage()],
    ['libs/api/src/openapi.ts', await apiTypes(document)],
    ['libs/api/src/refusals.ts', refusalsFile(refusals)],
    ['libs/api/src/summaries.ts', summariesFile(services)],
    ['deploy/kafka/topics.json', topicsFile()],
  ]);
}
