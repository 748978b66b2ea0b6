import type * as portalModule from '../../services/portal/src/api/open-api.js';
import type { DescribedService } from './services.js';
import { load } from './workspace.js';

/** The one document of the HTTP API, as the portal serves it, without the address of an installation. */
export async function openApi(services: readonly DescribedService[]): Promise<object> {
  const { mergedOpenApi } = await load<typeof portalModule>('services/portal/src/api/open-api.ts');
  return mergedOpenApi(new Map(services.map(({ name, document }) => [name, document])));
}
