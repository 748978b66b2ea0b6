import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { ServiceDefinition } from '@lotsen/platform';
import type Provider from 'oidc-provider';
import { gateway } from './gateway/gateway.js';
import { GroupEntity } from './group/group.store.js';
import { Portal1700000000600 } from './migrations/0600-organisations.js';
import { OrganisationEntity } from './organisation/organisation.store.js';
import { PortalModule } from './portal.module.js';
import { DEMO_PROVIDER } from './sign-in/demo-sign-in.controller.js';

/** One origin for everything: the gateway to the services, the API document, sign-in. */
export const portalService: ServiceDefinition = {
  name: 'portal',
  module: (settings) => PortalModule.of(settings),
  entities: [OrganisationEntity, GroupEntity],
  migrations: [Portal1700000000600],
  receipts: null,
  prepare: (app, settings) => {
    // Before any body parser: requests to a service or to the provider are passed on unread.
    for (const middleware of gateway(settings)) app.use(middleware);
    const provider = app.get<Provider | null>(DEMO_PROVIDER, { strict: false });
    if (provider) app.use('/oidc', provider.callback());
    const page = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    app.useStaticAssets(page, { prefix: '/api-page/', index: false });
    app.useBodyParser('urlencoded', { extended: false, limit: '10kb' });
  },
};
