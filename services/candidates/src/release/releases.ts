import type { Actor } from '@lotsen/access';
import { type Proposal, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes, decodeState, EventVerifier, type OutgoingRecord } from '@lotsen/messaging';
import { type Refusal, Refused, stockholmDay } from '@lotsen/persistence';
import { CLOCK, type Clock, type PersonalData } from '@lotsen/platform';
import { Controller, Inject, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { CandidateStore } from '../candidate/candidate.store.js';
import { type Identity, Vault } from '../vault/vault.js';

/** The statuses of a proposal in which its release can be read. */
const open: readonly Proposal['status'][] = ['sent', 'accepted', 'booked'];

/** The headers that are needed to verify an event's signature and to decode the event. */
const keptHeaders = ['ce_specversion', 'ce_type', 'ce_signature'];

interface Row {
  value: Buffer;
  headers: Record<string, string>;
}

/**
 * What was released: of which person, to which employer, on which legal ground and until when, as matching signed it. A
 * forged event or a changed row releases nothing, and withdrawing a key ends the releases that it signed (decision 21).
 */
@Injectable()
export class Releases {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
    private readonly candidates: CandidateStore,
    private readonly verifier: EventVerifier,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Returns the released part of an identity to that employer, until the release ends. */
  async read(id: string, actor: Actor) {
    const [row] = await this.source.query<Row[]>('SELECT value, headers FROM release WHERE id = $1', [id]);
    const proposal = row && this.signed({ topic: topics.proposal.name, key: id, ...row });
    if (!proposal?.release) throw new Refused(noRelease);
    if (actor.scope !== 'any' && (actor.organisation === null || proposal.employer !== actor.organisation)) {
      throw new Refused(noRelease);
    }
    const person = await this.candidates.find(proposal.candidate);
    // Only the organisation that answers for a person may release the identity, and never that of a protected person.
    if (!person || person.state.organisation !== proposal.officer) throw new Refused(noRelease);
    const { status, protectedIdentity } = person.state;
    const isOver = !open.includes(proposal.status) || proposal.release.until < stockholmDay(this.clock());
    if (isOver || protectedIdentity || !['active', 'paused'].includes(status)) throw new Refused(releaseEnded);
    const identity = (await this.vault.read(proposal.candidate)) ?? {};
    const { fields, until, basis } = proposal.release;
    const released: Partial<Record<keyof Identity, string>> = {};
    for (const field of fields) if (identity[field] !== undefined) released[field] = identity[field];
    return { proposal: id, candidate: proposal.candidate, identity: released, until, basis };
  }

  /** The proposal in an event; undefined unless a key that is in force now signed it. */
  private signed(event: OutgoingRecord): Proposal | undefined {
    if (!event.value || !this.verifier.signedBy(event)) return undefined;
    const decoded = decodeState(topics.proposal, event.key, event.value, event.headers);
    return decoded.kind === 'state' ? (decoded.state as Proposal) : undefined;
  }

  /**
   * @throws Error if the event releases something and matching did not sign it. The event becomes a dead letter, and
   * its version does not count as consumed.
   */
  async store({ id, record, manager }: ConsumerContext, proposal: Proposal | null): Promise<void> {
    const erased = proposal && (await this.isErased(manager, proposal.candidate));
    if (!proposal?.release || proposal.status === 'erased' || erased) {
      await manager.query('DELETE FROM release WHERE id = $1', [id]);
      return;
    }
    const key = this.verifier.signedBy(record);
    if (key === undefined) throw new Error(notSigned);
    const headers = Object.fromEntries(keptHeaders.map((name) => [name, record.headers[name]]));
    await manager.query(
      `INSERT INTO release (id, candidate, value, headers, key_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET candidate = EXCLUDED.candidate, value = EXCLUDED.value, headers = EXCLUDED.headers,
         key_id = EXCLUDED.key_id`,
      [id, proposal.candidate, record.value, headers, key],
    );
  }

  private async isErased(manager: EntityManager, candidate: string): Promise<boolean> {
    return (await manager.query<unknown[]>('SELECT FROM erasure WHERE candidate = $1', [candidate])).length > 0;
  }

  /** For the access export. */
  get personal(): PersonalData {
    return {
      kind: 'releases',
      held: async (candidate) =>
        (await this.source.query<Row[]>('SELECT value FROM release WHERE candidate = $1', [candidate])).map(
          ({ value }) => JSON.parse(value.toString('utf8')) as Proposal,
        ),
      erase: async (manager, candidate) => {
        const [, erased] = await manager.query<[unknown[], number]>('DELETE FROM release WHERE candidate = $1', [
          candidate,
        ]);
        return { erased };
      },
    };
  }
}

@Controller()
export class ReleasesConsumer {
  constructor(private readonly releases: Releases) {}

  @Consumes(topics.proposal)
  proposal(@Payload() proposal: Proposal | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.releases.store(context, proposal);
  }
}

const notSigned =
  'it releases an identity, and no key of LOTSEN_RELEASE_PUBLIC_KEYS signed it; where matching wrote it, name its public key and replay it';
const noRelease: Refusal = {
  code: 'not-found',
  status: 404,
  detail: { sv: 'Inget är utlämnat i det förslaget.', en: 'Nothing was released in that proposal.' },
};
const releaseEnded: Refusal = {
  code: 'release-ended',
  status: 409,
  detail: { sv: 'Utlämnandet har upphört.', en: 'The release has ended.' },
  hint: { sv: 'Be handläggaren om ett nytt.', en: 'Ask the officer for a new one.' },
};
