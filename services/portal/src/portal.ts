import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { AccessModule, RouteRules } from '@lotsen/access';
import {
  prepareHttp,
  type RunningService,
  SETTINGS,
  type Settings,
  serviceLogger,
  tokenSettings,
} from '@lotsen/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type Provider from 'oidc-provider';
import { ApiController } from './api/api.controller.js';
import { gateway } from './gateway/gateway.js';
import { demoProvider } from './sign-in/demo-provider.js';
import { DEMO_PROVIDER, DemoSignInController } from './sign-in/demo-sign-in.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';

@Module({})
class PortalModule {
  static of(settings: Settings, provider: Provider | undefined): DynamicModule {
    return {
      module: PortalModule,
      imports: [AccessModule.forRoot(tokenSettings(settings))],
      controllers: [ApiController, SignInController, ...(provider ? [DemoSignInController] : [])],
      providers: [
        { provide: SETTINGS, useValue: settings },
        ...(provider ? [{ provide: DEMO_PROVIDER, useValue: provider }] : []),
      ],
    };
  }
}

/** One origin for everything: the gateway to the services, the API document, sign-in. */
export async function startPortal(settings: Settings): Promise<RunningService> {
  const provider = settings.issuer ? undefined : await demoProvider(settings);
  const app = await NestFactory.create<NestExpressApplication>(PortalModule.of(settings, provider), {
    logger: serviceLogger('portal', settings),
    abortOnError: false,
    bodyParser: false,
  });
  // Before any parser: what goes to a service or to the provider goes there unread.
  for (const middleware of gateway(settings)) app.use(middleware);
  if (provider) app.use('/oidc', provider.callback());
  const page = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.useStaticAssets(page, { prefix: '/api-page/', index: false });
  prepareHttp(app);
  app.useBodyParser('urlencoded', { extended: false, limit: '10kb' });
  await app.init();
  app.get(RouteRules).assertComplete();
  const url = new URL(settings.serviceUrls.portal);
  await app.listen(Number(url.port || settings.basePort), settings.host);
  return { name: 'portal', url: settings.serviceUrls.portal, app, stop: () => app.close() };
}
