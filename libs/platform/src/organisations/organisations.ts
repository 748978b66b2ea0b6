import type { Memberships } from '@lotsen/access';
import { type Organisation, type OrganisationGroup, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Refused } from '@lotsen/persistence';
import { Controller, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { ChangeFeed } from '../background/index.js';

/**
 * The organisations and their groups, as the portal publishes them. Each service stores them in its database, and keeps
 * an in-memory copy.
 */
@Injectable()
export class Organisations implements Memberships {
  private readonly organisations = new Map<string, Organisation>();
  private readonly groups = new Map<string, OrganisationGroup>();
  /** Emits when any of them may have changed. */
  readonly changed = new Subject<void>();

  constructor(
    private readonly source: DataSource,
    private readonly feed: ChangeFeed,
  ) {
    feed.follow('organisations', { load: () => this.load() });
  }

  /**
   * Call it before a decision that depends on them.
   * @throws ServiceUnavailableException if the in-memory copy may be out of date
   */
  assertFresh(): Promise<void> {
    return this.feed.assertFresh();
  }

  /** Undefined if no organisation has that id, or if it is no longer active. */
  find(id: string | null): Organisation | undefined {
    const organisation = id === null ? undefined : this.organisations.get(id);
    return organisation?.status === 'active' ? organisation : undefined;
  }

  group(id: string): OrganisationGroup | undefined {
    const group = this.groups.get(id);
    return group?.status === 'active' ? group : undefined;
  }

  /** Ids under which things are shared with an organisation: its own, and those of its groups. */
  sharesOf(organisation: string): readonly string[] {
    return [organisation, ...this.groupsOf(organisation).map(({ id }) => id)];
  }

  isClosed(organisation: string): boolean {
    return this.organisations.get(organisation)?.status === 'closed';
  }

  groupsOf(organisation: string): readonly OrganisationGroup[] {
    return [...this.groups.values()].filter(
      ({ status, members }) => status === 'active' && members.includes(organisation),
    );
  }

  /** @throws Refused if the workplace is not one of the organisation's */
  assertWorkplace(workplace: string | undefined, organisation: string | null): void {
    if (workplace === undefined || this.find(organisation)?.workplaces.some(({ id }) => id === workplace)) return;
    throw new Refused({
      code: 'unknown-workplace',
      status: 422,
      field: 'workplace',
      detail: { sv: 'Organisationen har inget sådant arbetsställe.', en: 'The organisation has no such workplace.' },
      hint: { sv: 'Se GET /v1/portal/organisations.', en: 'See GET /v1/portal/organisations.' },
    });
  }

  async store(
    { topic, id, manager, afterCommit }: ConsumerContext,
    state: Organisation | OrganisationGroup | null,
  ): Promise<void> {
    if (state) {
      await manager.query(
        `INSERT INTO known_organisation VALUES ($1, $2, $3)
         ON CONFLICT (topic, id) DO UPDATE SET state = EXCLUDED.state`,
        [topic, id, state],
      );
    } else await manager.query('DELETE FROM known_organisation WHERE topic = $1 AND id = $2', [topic, id]);
    await this.feed.announce(manager, 'organisations', []);
    afterCommit(() => {
      this.feed.apply(() => this.remember(topic, id, state));
      this.changed.next();
    });
  }

  private async load(): Promise<() => void> {
    const rows = await this.source.query<{ topic: string; id: string; state: Organisation }[]>(
      'SELECT topic, id, state FROM known_organisation',
    );
    return () => {
      this.organisations.clear();
      this.groups.clear();
      for (const { topic, id, state } of rows) this.remember(topic, id, state);
      this.changed.next();
    };
  }

  private remember(topic: string, id: string, state: Organisation | OrganisationGroup | null) {
    const known: Map<string, Organisation | OrganisationGroup> =
      topic === topics.organisation.name ? this.organisations : this.groups;
    const held = known.get(id);
    // The copy may already have a newer version, read from the database, than the one that this instance committed.
    if (state && held && held.version > state.version) return;
    if (state) known.set(id, state);
    else known.delete(id);
  }
}

@Controller()
export class OrganisationsConsumer {
  constructor(private readonly organisations: Organisations) {}

  @Consumes(topics.organisation)
  organisation(@Payload() state: Organisation | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.organisations.store(context, state);
  }

  @Consumes(topics.organisationGroup)
  group(@Payload() state: OrganisationGroup | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.organisations.store(context, state);
  }
}
