import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import { answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print, table } from '../output.js';
import { Standstill, untilDone } from '../until-done.js';

function serviceNamed(name: string): ServiceName {
  const found = serviceNames.find((service) => service === name);
  if (found) return found;
  throw new CommandFailed(`There is no service ${name}. There are: ${serviceNames.join(', ')}.`, exitCodes.refused);
}

/** The path of an operation that every service offers to administrators. */
const ofService = <const Rest extends string>(service: ServiceName, rest: Rest) =>
  `/v1/operations/${service}/${rest}` as const;

/** Lists the dead letters of all services. */
export async function listDeadLetters(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  const items: (Schemas['DeadLetter'] & { service: ServiceName })[] = [];
  for (const service of serviceNames) {
    const page = await answerOf(api.GET(ofService(service, 'dead-letters')));
    items.push(...page.items.map((letter) => ({ service, ...letter })));
  }
  print(json, { items }, () =>
    items.length === 0
      ? 'No dead letters.'
      : table(items.map((one) => [one.service, one.id, one.receivedAt, one.topic, one.code, one.detail])),
  );
}

/** Finds the service that holds a dead letter. The id does not name it, so this asks every service. */
async function holderOf(id: string, connection: Connection): Promise<ServiceName> {
  const api = apiOf(connection);
  for (const service of serviceNames) {
    const { items } = await answerOf(api.GET(ofService(service, 'dead-letters')));
    if (items.some((letter) => letter.id === id)) return service;
  }
  throw new CommandFailed(`No service has a dead letter ${id}.`, exitCodes.refused);
}

export async function showDeadLetter(id: string, json: boolean, connection: Connection): Promise<void> {
  const path = ofService(await holderOf(id, connection), 'dead-letters/{id}');
  const letter = await answerOf(apiOf(connection).GET(path, { params: { path: { id } } }));
  print(json, letter, (one) => JSON.stringify(one, null, 2));
}

export async function replayDeadLetter(id: string, json: boolean, connection: Connection): Promise<void> {
  const path = ofService(await holderOf(id, connection), 'dead-letters/{id}/replay');
  const answer = await answerOf(apiOf(connection).POST(path, { params: { path: { id } } }));
  print(json, answer, () => `Dead letter ${id} was taken in.`);
}

export async function republish(service: string, json: boolean, connection: Connection): Promise<void> {
  const answer = await answerOf(apiOf(connection).POST(ofService(serviceNamed(service), 'republish')));
  print(json, answer, ({ announced }: Schemas['Republished']) =>
    Object.entries(announced)
      .map(([topic, count]) => `${topic}: ${count} announced again`)
      .join('\n'),
  );
}

/** Has matching empty its projection and rebuild it from the log, and compares the lists before and after by hash. */
export async function rebuildMatching(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  const ask = () => answerOf(api.GET('/v1/matching/projection'));
  const hash = () => answerOf(api.GET('/v1/matching/projection/hash'));
  // Events that are not consumed yet would show as a difference.
  await until(ask, ({ lag }) => Object.values(lag).every((open) => open === 0), connection);
  const before = await hash();
  const started = performance.now();
  await answerOf(api.POST('/v1/matching/projection/rebuild'));
  const state = await until(ask, ({ rebuilding }) => !rebuilding, connection);
  const seconds = Math.round(performance.now() - started) / 1000;
  const after = await hash();
  const same = before.hash === after.hash;
  print(json, { before, after, same, seconds, held: state.held }, () =>
    [
      `before ${before.hash} (${before.targets} targets, ${before.candidates} candidates)`,
      `after  ${after.hash} (${after.targets} targets, ${after.candidates} candidates)`,
      same ? `Same lists, rebuilt from the log in ${seconds} s.` : 'The lists differ: look at `lotsen check log`.',
    ].join('\n'),
  );
  if (!same) process.exitCode = exitCodes.differs;
}

/**
 * For use after databases were restored and the log was emptied. Every service reads the log from its start; then
 * `checkLog` compares.
 */
export async function reread(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  for (const service of serviceNames) await answerOf(api.POST(ofService(service, 'reread')));
  for (const service of serviceNames) {
    const ask = async () => ({ service, ...(await answerOf(api.GET(ofService(service, 'state')))) });
    const isOver = ({ rereading, outbox, lag }: Schemas['ServiceState']) =>
      !rereading && outbox === 0 && Object.values(lag).every((open) => open === 0);
    await until(ask, isOver, connection);
  }
  await checkLog(json, connection);
}

async function until<State>(
  ask: () => Promise<State>,
  isDone: (state: State) => boolean,
  { language }: Connection,
): Promise<State> {
  try {
    return await untilDone(ask, isDone);
  } catch (error) {
    if (!(error instanceof Standstill)) throw error;
    const state = JSON.stringify(error.state);
    const sentence = {
      sv: `Ingenting har rört sig på två minuter, och det här väntar: ${state}. Se tjänstens loggrader, och kör kommandot igen.`,
      en: `Nothing has moved for two minutes, and this waits: ${state}. See the lines that the service logs, and run the command again.`,
    };
    throw new CommandFailed(sentence[language]);
  }
}

/** Compares the outbox, the tables and the projection of each service with the log, and prints the differences. */
export async function checkLog(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  const services: Record<string, Schemas['LogCheck']> = {};
  for (const service of serviceNames) services[service] = await answerOf(api.GET(ofService(service, 'log-check')));
  const findings = Object.entries(services).flatMap(([service, { outbox, written, read }]) => [
    ...(outbox > 0 ? [`${service}: ${outbox} events wait in the outbox`] : []),
    ...written.flatMap((one) => findingsOf(`${service} writes`, one)),
    ...read.flatMap((one) => findingsOf(`${service} reads`, one)),
  ]);
  print(json, { same: findings.length === 0, findings, services }, () => {
    const rows = Object.entries(services).flatMap(([service, { written, read }]) => [
      ...written.map((one) => [service, 'writes', one.topic, `${one.held} held`, `${one.inLog} in the log`]),
      ...read.map((one) => [service, 'reads', one.topic, `${one.held} held`, `${one.inLog} in the log`]),
    ]);
    const ahead = Object.values(services).some(({ written }) => written.some(isAhead));
    const hint = ahead
      ? ['The log is ahead of who writes it: was a database restored? Empty the log, then `lotsen reread`.']
      : [];
    return [table(rows), ...(findings.length === 0 ? ['Outbox, log and projection agree.'] : findings), ...hint].join(
      '\n',
    );
  });
  if (findings.length > 0) process.exitCode = exitCodes.differs;
}

function findingsOf(
  who: string,
  { topic, missingInLog, olderInLog, notHeld, newerInLog }: Schemas['LogDifference'],
): string[] {
  const tell = (ids: readonly string[], what: string) =>
    ids.length === 0
      ? []
      : [`${who} ${topic}: ${ids.length} ${what}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''}`];
  return [
    ...tell(missingInLog, 'held but not in the log'),
    ...tell(olderInLog, 'older in the log'),
    ...tell(notHeld, 'in the log but not held'),
    ...tell(newerInLog, 'newer in the log'),
  ];
}

/** Whether the log has aggregates, or versions of them, that the service which writes them does not have. */
const isAhead = ({ notHeld, newerInLog }: Schemas['LogDifference']) => notHeld.length + newerInLog.length > 0;
