import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import { answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { whenDone, withBar } from '../jobs.js';
import { print, table } from '../output.js';
import { Standstill, untilDone } from '../until-done.js';
import type { Language } from '../words.js';

function serviceNamed(name: string): ServiceName {
  const found = serviceNames.find((service) => service === name);
  if (found) return found;
  throw new CommandFailed(
    {
      sv: `Det finns ingen tjänst ${name}. De som finns: ${serviceNames.join(', ')}.`,
      en: `There is no service ${name}. There are: ${serviceNames.join(', ')}.`,
    },
    exitCodes.refused,
  );
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
      ? { sv: 'Inga dead letters.', en: 'No dead letters.' }[connection.language]
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
  throw new CommandFailed(
    { sv: `Ingen tjänst har någon dead letter ${id}.`, en: `No service has a dead letter ${id}.` },
    exitCodes.refused,
  );
}

export async function showDeadLetter(id: string, json: boolean, connection: Connection): Promise<void> {
  const path = ofService(await holderOf(id, connection), 'dead-letters/{id}');
  const letter = await answerOf(apiOf(connection).GET(path, { params: { path: { id } } }));
  print(json, letter, (one) => JSON.stringify(one, null, 2));
}

export async function replayDeadLetter(id: string, json: boolean, connection: Connection): Promise<void> {
  const path = ofService(await holderOf(id, connection), 'dead-letters/{id}/replay');
  const answer = await answerOf(apiOf(connection).POST(path, { params: { path: { id } } }));
  const said = { sv: `Dead letter ${id} är inläst.`, en: `Dead letter ${id} was taken in.` };
  print(json, answer, () => said[connection.language]);
}

export async function republish(service: string, json: boolean, connection: Connection): Promise<void> {
  const again = { sv: 'publicerade igen', en: 'announced again' };
  const answer = await answerOf(apiOf(connection).POST(ofService(serviceNamed(service), 'republish')));
  print(json, answer, ({ announced }: Schemas['Republished']) =>
    Object.entries(announced)
      .map(([topic, count]) => `${topic}: ${count} ${again[connection.language]}`)
      .join('\n'),
  );
}

/** Has matching empty its projection and rebuild it from the log, and compares it before and after by the hash of its facts. */
export async function rebuildMatching(json: boolean, connection: Connection): Promise<void> {
  const api = apiOf(connection);
  const ask = () => answerOf(api.GET('/v1/matching/projection'));
  const hash = () => answerOf(api.GET('/v1/matching/projection/hash'));
  // Events that are not consumed yet would show as a difference.
  await until(ask, ({ lag }) => Object.values(lag).every((open) => open === 0), connection);
  const before = await hash();
  const started = await answerOf(api.POST('/v1/matching/projection/rebuild'));
  const { result, seconds } = await withBar('events', json, (onProgress) =>
    whenDone<Schemas['Rebuilt']>(started, api, connection.language, onProgress),
  );
  const after = await hash();
  const same = before.hash === after.hash;
  const said = {
    sv: [
      `före  ${before.hash} (${before.targets} mål, ${before.candidates} personer)`,
      `efter ${after.hash} (${after.targets} mål, ${after.candidates} personer)`,
      same
        ? `Samma uppgifter, alltså samma listor, återskapade ur loggen på ${seconds} s.`
        : 'Uppgifterna skiljer sig, eller har ändrats under tiden: se `lotsen check log`.',
    ],
    en: [
      `before ${before.hash} (${before.targets} targets, ${before.candidates} candidates)`,
      `after  ${after.hash} (${after.targets} targets, ${after.candidates} candidates)`,
      same
        ? `Same facts, and so the same lists, rebuilt from the log in ${seconds} s.`
        : 'The facts differ, or have changed meanwhile: look at `lotsen check log`.',
    ],
  };
  print(json, { before, after, same, seconds, held: result.held }, () => said[connection.language].join('\n'));
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
  // The JSON document is for programs, and so in one language.
  const findings = findingsIn(services, logWords.en);
  print(json, { same: findings.length === 0, findings, services }, () => {
    const word = logWords[connection.language];
    const row = (service: string, does: string, { topic, held, inLog }: Schemas['LogDifference']) => [
      service,
      does,
      topic,
      `${held} ${word.held}`,
      `${inLog} ${word.inLog}`,
    ];
    const rows = Object.entries(services).flatMap(([service, { written, read }]) => [
      ...written.map((one) => row(service, word.writes, one)),
      ...read.map((one) => row(service, word.reads, one)),
    ]);
    const ahead = Object.values(services).some(({ written }) => written.some(isAhead));
    return [
      table(rows),
      ...(findings.length === 0 ? [word.agree] : findingsIn(services, word)),
      ...(ahead ? [word.ahead] : []),
    ].join('\n');
  });
  if (findings.length > 0) process.exitCode = exitCodes.differs;
}

const logWords = {
  sv: {
    writes: 'skriver',
    reads: 'läser',
    held: 'lagrade',
    inLog: 'i loggen',
    waiting: 'händelser väntar i utkorgen',
    missingInLog: 'lagrade men inte i loggen',
    olderInLog: 'äldre i loggen',
    notHeld: 'i loggen men inte lagrade',
    newerInLog: 'nyare i loggen',
    agree: 'Utkorg, logg och projektion stämmer överens.',
    ahead:
      'Loggen ligger före den som skriver den: är en databas återställd? Töm loggen, och kör sedan `lotsen reread`.',
  },
  en: {
    writes: 'writes',
    reads: 'reads',
    held: 'held',
    inLog: 'in the log',
    waiting: 'events wait in the outbox',
    missingInLog: 'held but not in the log',
    olderInLog: 'older in the log',
    notHeld: 'in the log but not held',
    newerInLog: 'newer in the log',
    agree: 'Outbox, log and projection agree.',
    ahead: 'The log is ahead of who writes it: was a database restored? Empty the log, then `lotsen reread`.',
  },
} as const satisfies Record<Language, object>;
type LogWords = (typeof logWords)[Language];

function findingsIn(services: Readonly<Record<string, Schemas['LogCheck']>>, word: LogWords): string[] {
  return Object.entries(services).flatMap(([service, { outbox, written, read }]) => [
    ...(outbox > 0 ? [`${service}: ${outbox} ${word.waiting}`] : []),
    ...written.flatMap((one) => findingsOf(`${service} ${word.writes}`, one, word)),
    ...read.flatMap((one) => findingsOf(`${service} ${word.reads}`, one, word)),
  ]);
}

function findingsOf(who: string, { topic, ...differences }: Schemas['LogDifference'], word: LogWords): string[] {
  return (['missingInLog', 'olderInLog', 'notHeld', 'newerInLog'] as const).flatMap((kind) => {
    const ids = differences[kind];
    const shown = `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' …' : ''}`;
    return ids.length === 0 ? [] : [`${who} ${topic}: ${ids.length} ${word[kind]}: ${shown}`];
  });
}

/** Whether the log has aggregates, or versions of them, that the service which writes them does not have. */
const isAhead = ({ notHeld, newerInLog }: Schemas['LogDifference']) => notHeld.length + newerInLog.length > 0;
