import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { RouteRules } from './route-rules.js';
import { type TokenSettings, TokenVerifier } from './token-verifier.js';

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's modules are classes
export class AccessModule {
  static forRoot(settings: TokenSettings): DynamicModule {
    return {
      module: AccessModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(settings) },
        { provide: APP_GUARD, useClass: AccessGuard },
        RouteRules,
      ],
      exports: [RouteRules, TokenVerifier],
    };
  }
}
