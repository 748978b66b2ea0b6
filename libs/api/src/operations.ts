import { allTopics, deadLetterCodes, topics } from '@lotsen/contracts';
import { type Static, type TObject, Type } from '@sinclair/typebox';
import { count, Day, Id, Instant, named, nullable, oneOf, shape, someOf, text } from './schema.js';

const byTopic = named(
  'CountsByTopic',
  someOf(
    allTopics.map(({ name }) => name),
    count,
  ),
);

export const ServiceState = named(
  'ServiceState',
  shape({
    log: text,
    transport: oneOf('embedded', 'kafka'),
    rereading: Type.Boolean(),
    outbox: count,
    lag: byTopic,
    ends: byTopic,
    deadLetters: count,
  }),
);
export type ServiceState = Static<typeof ServiceState>;

const letter = {
  id: Id,
  topic: text,
  partition: count,
  offset: count,
  key: text,
  code: oneOf(...deadLetterCodes),
  detail: text,
  receivedAt: Instant,
};
export const DeadLetter = named('DeadLetter', shape(letter));
export type DeadLetter = Static<typeof DeadLetter>;
export const DeadLetterList = named('DeadLetterList', shape({ items: Type.Array(DeadLetter) }));

/** A dead letter with its record as it arrived. The headers are whatever the writer of the record set. */
export const DeadLetterDetails = named(
  'DeadLetterDetails',
  shape({
    ...letter,
    headers: Type.Record(text, text, { description: 'Whatever headers the writer of the record gave it.' }),
    value: nullable(text),
  }),
);
export type DeadLetterDetails = Static<typeof DeadLetterDetails>;

export const Replayed = named('Replayed', shape({ id: Id, replayed: Type.Boolean() }));
export const Republished = named('Republished', shape({ announced: byTopic }));
export const Rereading = named('Rereading', shape({ rereading: Type.Boolean() }));

export const LogDifference = named(
  'LogDifference',
  shape({
    topic: text,
    inLog: count,
    held: count,
    missingInLog: Type.Array(text),
    olderInLog: Type.Array(text),
    notHeld: Type.Array(text),
    newerInLog: Type.Array(text),
  }),
);
export type LogDifference = Static<typeof LogDifference>;
export const LogCheck = named(
  'LogCheck',
  shape({ outbox: count, written: Type.Array(LogDifference), read: Type.Array(LogDifference) }),
);
export type LogCheck = Static<typeof LogCheck>;

/** The topics that matching's projection holds. */
const projected = [
  topics.candidateProfile,
  topics.validationOutcome,
  topics.validationProfile,
  topics.vacancy,
  topics.placement,
  topics.booking,
];
const held = shape(Object.fromEntries(projected.map(({ name }) => [name, count]))) as TObject<
  Record<string, typeof count>
>;
export const ProjectionState = named('ProjectionState', shape({ rebuilding: Type.Boolean(), held, lag: byTopic }));
export type ProjectionState = Static<typeof ProjectionState>;
export const ListHash = named('ListHash', shape({ hash: text, asOf: Day, targets: count, candidates: count }));
export const Rebuilt = named('Rebuilt', shape({ held }));
