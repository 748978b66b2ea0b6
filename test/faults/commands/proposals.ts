import type { Generator } from '@lotsen/platform/generator';
import type { Known } from '../ledger.js';
import type { Change, RetryingClient } from '../retrying-client.js';

const today = () => new Date().toISOString().slice(0, 10);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Takes a proposal from the draft to the employer's answer. Some stay drafts, or are declined or withdrawn. */
export async function propose(desk: RetryingClient, random: Generator, person: Known, target: Known): Promise<void> {
  const end = random.pick(['accept', 'accept', 'accept', 'decline', 'withdraw', 'draft'] as const);
  const proposal = await draft(desk, person, target);
  if (!proposal || end === 'draft') return;
  const steps = [consented(), sent(), answers[end]];
  for (const step of steps) {
    if (!(await desk.change(proposal, step))) break;
  }
  proposal.over = true;
}

const draft = (desk: RetryingClient, person: Known, target: Known): Promise<Known | undefined> =>
  desk.create({
    kind: 'proposal',
    role: 'officer',
    path: '/v1/matching/proposals',
    body: { candidate: person.id, target: { kind: target.kind, id: target.id } },
    status: 'draft',
    candidate: person.id,
    target: target.id,
    namesOthers: true,
  });

/** Events of the other services may have moved the proposal on to a later status. */
const hasReached =
  (status: string) =>
  ({ reached }: { readonly [field: string]: unknown }) =>
    Object.hasOwn((reached ?? {}) as object, status);

const consented = (): Change => ({
  role: 'officer',
  step: '/consent',
  body: { how: 'oral', day: today() },
  isDone: hasReached('person-consented'),
  becomes: { status: 'person-consented' },
});

const sent = (): Change => ({
  role: 'officer',
  step: '/send',
  body: { fields: ['name'], basis: 'osl-10-1', until: inDays(20) },
  isDone: hasReached('sent'),
  becomes: { status: 'sent' },
});

const answers: Readonly<Record<'accept' | 'decline' | 'withdraw', Change>> = {
  accept: {
    role: 'employer',
    step: '/accept',
    isDone: hasReached('accepted'),
    becomes: { status: 'accepted' },
  },
  decline: {
    role: 'employer',
    step: '/decline',
    body: { reasons: ['other-chosen'] },
    isDone: hasReached('declined'),
    becomes: { status: 'declined' },
  },
  withdraw: {
    role: 'officer',
    step: '/withdraw',
    body: { because: 'person-said-no' },
    isDone: hasReached('withdrawn'),
    becomes: { status: 'withdrawn' },
  },
};
