import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  knowsNobody,
  PERSONAL_DATA,
  PROJECTION_VERSIONS,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { type DynamicModule, Module } from '@nestjs/common';
import { ApiController } from './api/api.controller.js';
import { GroupStore } from './group/group.store.js';
import { GroupsController } from './group/groups.controller.js';
import { Groups } from './group/groups.js';
import { OrganisationStore } from './organisation/organisation.store.js';
import { OrganisationsController } from './organisation/organisations.controller.js';
import { OtherServices } from './persons/other-services.js';
import { PersonRecords } from './persons/person-records.js';
import { PersonsController } from './persons/persons.controller.js';
import { demoProvider } from './sign-in/demo-provider.js';
import { DEMO_PROVIDER, DemoSignInController } from './sign-in/demo-sign-in.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';

/** Organisations, the gateway, the API document and sign-in. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's modules are classes
export class PortalModule {
  static async of(settings: Settings): Promise<DynamicModule> {
    const provider = settings.issuer ? undefined : await demoProvider(settings);
    return {
      module: PortalModule,
      controllers: [
        ApiController,
        SignInController,
        OrganisationsController,
        GroupsController,
        PersonsController,
        ...(provider ? [DemoSignInController] : []),
      ],
      providers: [
        OrganisationStore,
        GroupStore,
        Groups,
        OtherServices,
        PersonRecords,
        {
          provide: Reference,
          useFactory: (own: Settings) => loadReference(own.referenceFolder),
          inject: [SETTINGS],
        },
        {
          provide: AGGREGATE_STORES,
          useFactory: (organisations: OrganisationStore, groups: GroupStore) => [organisations, groups],
          inject: [OrganisationStore, GroupStore],
        },
        { provide: PROJECTION_VERSIONS, useValue: null },
        // The portal holds nothing of a person: it asks the services.
        { provide: PERSONAL_DATA, useValue: [] },
        { provide: ANSWERS_FOR, useValue: knowsNobody },
        { provide: DEMO_PROVIDER, useValue: provider ?? null },
      ],
      exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
    };
  }
}
