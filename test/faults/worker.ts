import { setTimeout as sleep } from 'node:timers/promises';
import { Generator } from '@lotsen/platform/generator';
import * as outcomes from './commands/outcomes.js';
import * as people from './commands/people.js';
import { propose } from './commands/proposals.js';
import * as targets from './commands/targets.js';
import type { Kind, Known } from './ledger.js';
import type { CommandKind, PlannedCommand } from './plan.js';
import type { RetryingClient } from './retrying-client.js';

/** The most aggregates of a kind at the same time. A limit, because the checks read all of them after every round. */
const most: Readonly<Record<Kind, number>> = { person: 60, vacancy: 60, placement: 20, outcome: 60, proposal: 0 };
const fewest: Readonly<Record<Kind, number>> = { person: 12, vacancy: 6, placement: 4, outcome: 4, proposal: 0 };

/** A command that creates an aggregate. */
interface Made {
  readonly makes: Kind;
  /** The command to send instead where there are enough of them. */
  readonly instead: CommandKind;
  run(desk: RetryingClient, random: Generator, which: number): Promise<unknown>;
}
interface Done {
  readonly to: Kind;
  /** The command to send instead where there is no aggregate to send this one for. */
  readonly instead: CommandKind;
  readonly status?: string;
  /** The command ends the aggregate. */
  readonly ends?: true;
  run(desk: RetryingClient, random: Generator, one: Known, which: number): Promise<unknown>;
}

const commandsWith = (profile: string): Readonly<Record<CommandKind, Made | Done>> => ({
  register: { makes: 'person', instead: 'change-facts', run: people.register },
  'change-facts': { to: 'person', instead: 'register', run: people.changeFacts },
  pause: { to: 'person', status: 'active', instead: 'register', run: people.pause },
  resume: { to: 'person', status: 'paused', instead: 'change-facts', run: people.resume },
  erase: { to: 'person', ends: true, instead: 'register', run: people.erase },
  publish: { makes: 'vacancy', instead: 'change-vacancy', run: targets.publish },
  'change-vacancy': { to: 'vacancy', instead: 'publish', run: targets.changeTarget },
  'withdraw-vacancy': { to: 'vacancy', ends: true, instead: 'publish', run: targets.withdrawTarget },
  post: { makes: 'placement', instead: 'change-placement', run: targets.post },
  'change-placement': { to: 'placement', instead: 'post', run: targets.changeTarget },
  'withdraw-placement': { to: 'placement', ends: true, instead: 'post', run: targets.withdrawTarget },
  'log-outcome': {
    makes: 'outcome',
    instead: 'correct-outcome',
    run: async (desk: RetryingClient, random: Generator, which: number) => {
      const person = pick(desk.ledger.living('person'), which);
      if (person) await outcomes.log(profile)(desk, random, person);
    },
  },
  'correct-outcome': { to: 'outcome', instead: 'log-outcome', run: outcomes.correct(profile) },
  'withdraw-outcome': { to: 'outcome', ends: true, instead: 'log-outcome', run: outcomes.withdraw },
  propose: {
    to: 'person',
    status: 'active',
    instead: 'register',
    run: async (desk: RetryingClient, random: Generator, person: Known) => {
      const open = [...desk.ledger.living('vacancy'), ...desk.ledger.living('placement')];
      const target = pick(open, random.next());
      if (target) await propose(desk, random, person, target);
    },
  },
});

/** Runs the planned commands one after another. */
export async function work(planned: readonly PlannedCommand[], desk: RetryingClient, profile: string): Promise<void> {
  const commands = commandsWith(profile);
  for (const { kind, which, content, pauseMs } of planned) {
    await sleep(pauseMs);
    await doOne(commands, kind, which, desk, new Generator(content));
  }
}

async function doOne(
  commands: Readonly<Record<CommandKind, Made | Done>>,
  kind: CommandKind,
  which: number,
  desk: RetryingClient,
  random: Generator,
  isInstead = false,
): Promise<void> {
  const command = commands[kind];
  const instead = () => (isInstead ? undefined : doOne(commands, command.instead, which, desk, random, true));
  if ('makes' in command) {
    const isRoom = desk.ledger.living(command.makes).length < most[command.makes];
    await (isRoom ? command.run(desk, random, which) : instead());
    return;
  }
  const living = desk.ledger.living(command.to).filter(({ candidate }) => !desk.ledger.isErased(candidate));
  const free = living.filter(({ busy, status }) => !busy && (!command.status || status === command.status));
  const one = pick(free, which);
  if (!one || (command.ends && living.length <= fewest[command.to])) {
    await instead();
    return;
  }
  // A proposal does not change the person, so other workers may change that person meanwhile.
  const isChanged = kind !== 'propose';
  if (isChanged) one.busy = true;
  try {
    await command.run(desk, random, one, which);
  } finally {
    if (isChanged) one.busy = false;
  }
}

const pick = <T>(from: readonly T[], which: number): T | undefined => from[Math.floor(which * from.length)];
