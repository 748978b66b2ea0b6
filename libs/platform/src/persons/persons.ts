import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@lotsen/access';
import { type CandidateProfile, type Resolution, topics } from '@lotsen/contracts';
import { type BatchWork, type ConsumerContext, Consumes } from '@lotsen/messaging';
import { covers } from '@lotsen/persistence';
import { Controller, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import { lockCandidates } from './erasure.js';
import { ANSWERS_FOR, type AnswersFor } from './held.js';

/** Who may act for a person, as `candidates` publishes it. It has no identity and no facts of the person. */
export interface KnownPerson {
  readonly id: string;
  /** The organisation that answers for the person; null if none does, or if it may not be shown. */
  readonly organisation: string | null;
  readonly sharedWith: readonly string[];
  readonly isActive: boolean;
  /** The organisations that gave the person's identity number. */
  readonly resolvedBy: readonly string[];
}

/** Whether the actor's organisation answers for the person, or the person is shared with it. */
export const isOwnOrShared = (person: KnownPerson, actor: Actor): boolean =>
  covers({ ...actor, scope: 'shared' }, [person]);

/** Whether the actor's own organisation gave the person's identity number. */
export const isResolvedBy = ({ resolvedBy }: KnownPerson, { organisation }: Actor): boolean =>
  organisation !== null && resolvedBy.includes(organisation);

/** The pauses while the service waits for an event that `candidates` has just published: a second and a half in all. */
const pausesMs = [0, 25, 50, 100, 200, 400, 800];

/** The persons on whom a service may be asked to record something. Erased persons are not among them. */
@Injectable()
export class Persons {
  constructor(private readonly source: DataSource) {}

  /** Under lockCandidates, the answer holds until the transaction ends. */
  async find(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
    const rows = await manager.query<KnownPerson[]>(
      `SELECT id, organisation, shared_with AS "sharedWith", is_active AS "isActive", resolved_by AS "resolvedBy"
       FROM known_person person WHERE id = ANY($1::uuid[])
         AND NOT EXISTS (SELECT FROM erased_candidate erased WHERE erased.id = person.id)`,
      [ids],
    );
    return new Map(rows.map((person) => [person.id, person]));
  }

  /**
   * Returns the ids of the persons for whom `isRight` is true. It waits a little for those that this service has not
   * read from the log yet, because a caller that resolves a number uses the id at once. The wait is the same for an id
   * that is unknown, erased, or another organisation's.
   */
  async awaitRight(ids: readonly string[], isRight: (person: KnownPerson) => boolean): Promise<ReadonlySet<string>> {
    const open = new Set(ids);
    const right = new Set<string>();
    for (const pause of pausesMs) {
      if (pause > 0) await sleep(pause);
      for (const person of (await this.find(this.source.manager, [...open])).values()) {
        if (isRight(person) && open.delete(person.id)) right.add(person.id);
      }
      if (open.size === 0) break;
    }
    return right;
  }

  /** See AnswersFor. */
  async answersFor(id: string): Promise<string | null | undefined> {
    return (await this.find(this.source.manager, [id])).get(id)?.organisation;
  }

  /** Locks the person, and returns them as they stay until the transaction ends. */
  async locked(manager: EntityManager, id: string): Promise<KnownPerson | undefined> {
    await lockCandidates(manager, [id]);
    return (await this.find(manager, [id])).get(id);
  }
}

interface Told {
  readonly id: string;
}
interface Profile extends Told {
  readonly organisation: string | null;
  readonly shared_with: readonly string[];
  readonly is_active: boolean;
}
interface Resolved extends Told {
  readonly resolved_by: readonly string[];
}

/** Provides AnswersFor in a service that keeps persons. */
export const answersAsKnown = {
  provide: ANSWERS_FOR,
  useFactory:
    (persons: Persons): AnswersFor =>
    (candidate) =>
      persons.answersFor(candidate),
  inject: [Persons],
};

/** Consumes what `candidates` publishes on who may act for a person. */
@Controller()
export class PersonsConsumer {
  @Consumes(topics.candidateProfile)
  async profile(@Payload() profile: CandidateProfile | null, @Ctx() { id, inBatch }: ConsumerContext): Promise<void> {
    if (!profile || profile.status === 'erased') {
      inBatch(removeAll, { id });
      return;
    }
    const { organisation, sharedWith, status } = profile;
    inBatch(storeProfiles, { id, organisation, shared_with: sharedWith, is_active: status === 'active' });
  }

  @Consumes(topics.resolution)
  async resolution(@Payload() resolution: Resolution | null, @Ctx() { id, inBatch }: ConsumerContext): Promise<void> {
    if (!resolution || resolution.status === 'erased') inBatch(removeAll, { id });
    else inBatch(storeResolutions, { id, resolved_by: resolution.organisations });
  }
}

const columns = 'id uuid, organisation text, shared_with text[], is_active boolean, resolved_by text[]';

function storing<T extends Told>(...names: (keyof T & string)[]): BatchWork<T> {
  const set = names.map((name) => `${name} = EXCLUDED.${name}`).join(', ');
  return async (manager, all) => {
    // The same lock as an erasure takes, so that neither transaction misses what the other is about to commit.
    await lockCandidates(
      manager,
      all.map(({ id }) => id),
    );
    await manager.query(
      `INSERT INTO known_person (id, ${names.join(', ')})
       SELECT id, ${names.join(', ')} FROM json_to_recordset($1) AS given (${columns})
       WHERE NOT EXISTS (SELECT FROM erased_candidate erased WHERE erased.id = given.id)
       ON CONFLICT (id) DO UPDATE SET ${set}`,
      [JSON.stringify(all)],
    );
  };
}

const storeProfiles = storing<Profile>('organisation', 'shared_with', 'is_active');
const storeResolutions = storing<Resolved>('resolved_by');
const removeAll: BatchWork<Told> = async (manager, all) => {
  await manager.query('DELETE FROM known_person WHERE id = ANY($1::uuid[])', [all.map(({ id }) => id)]);
};

/**
 * For a service that keeps persons. It begins to use fields of profiles that it ignored before. So this migration
 * deletes the versions and offsets of their topic, and the service reads all profiles once more.
 */
export class KnownPersons1700000000005 implements MigrationInterface {
  name = 'KnownPersons1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_person (
        id uuid PRIMARY KEY, organisation text, shared_with text[] NOT NULL DEFAULT '{}',
        is_active boolean NOT NULL DEFAULT false, resolved_by text[] NOT NULL DEFAULT '{}')`);
    const { name } = topics.candidateProfile;
    await runner.query('DELETE FROM consumed_version WHERE topic = $1 AND version < $2', [
      name,
      Number.MAX_SAFE_INTEGER,
    ]);
    await runner.query('DELETE FROM consumed_offset WHERE topic = $1', [name]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_person');
  }
}
