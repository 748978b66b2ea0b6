import type { Actor } from '@lotsen/access';
import { type Proposal, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Refused } from '@lotsen/persistence';
import { CLOCK, type Clock, type PersonalData, stockholmDay } from '@lotsen/platform';
import { Controller, Inject, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { CandidateStore } from '../candidate/candidate.store.js';
import { type Identity, Vault } from '../vault/vault.js';

/** While a proposal is in one of these, what was released can be read. */
const open: readonly Proposal['status'][] = ['sent', 'accepted', 'booked'];

interface Row {
  proposal: Proposal;
}

/** What was released of whom, to whom, on what ground and until when: as the proposals say it. */
@Injectable()
export class Releases {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
    private readonly candidates: CandidateStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The released part of an identity, for that employer, until the release ends. */
  async read(id: string, actor: Actor) {
    const [row] = await this.source.query<Row[]>('SELECT proposal FROM release WHERE id = $1', [id]);
    const proposal = row?.proposal;
    if (!proposal?.release) throw new Refused(noRelease);
    if (actor.scope !== 'any' && (actor.organisation === null || proposal.employer !== actor.organisation)) {
      throw new Refused(noRelease);
    }
    const person = await this.candidates.find(proposal.candidate);
    // Only the organisation that answers for a person releases who it is, and never of a protected one.
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

  async keep({ id, manager }: ConsumerContext, proposal: Proposal | null): Promise<void> {
    const erased = proposal && (await this.isErased(manager, proposal.candidate));
    if (!proposal?.release || proposal.status === 'erased' || erased) {
      await manager.query('DELETE FROM release WHERE id = $1', [id]);
      return;
    }
    await manager.query(
      `INSERT INTO release VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET candidate = EXCLUDED.candidate, proposal = EXCLUDED.proposal`,
      [id, proposal.candidate, proposal],
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
        (await this.source.query<Row[]>('SELECT proposal FROM release WHERE candidate = $1', [candidate])).map(
          ({ proposal }) => proposal,
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
    return this.releases.keep(context, proposal);
  }
}

const noRelease = {
  code: 'not-found',
  status: 404 as const,
  detail: { sv: 'Inget är utlämnat i det förslaget.', en: 'Nothing was released in that proposal.' },
};
const releaseEnded = {
  code: 'release-ended',
  status: 409 as const,
  detail: { sv: 'Utlämnandet har upphört.', en: 'The release has ended.' },
  hint: { sv: 'Be handläggaren om ett nytt.', en: 'Ask the officer for a new one.' },
};
