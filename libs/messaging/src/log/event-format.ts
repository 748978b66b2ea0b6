import { type Breach, breachOf, type DeadLetterCode, newestVersion, type Topic, upcast } from '@lotsen/contracts';
import { CloudEvent, type CloudEventV1, Kafka } from 'cloudevents';
import { currentTraceparent } from './trace.js';
import type { OutgoingRecord } from './transport.js';

/** What every event's data carries. */
export interface AggregateState {
  readonly id: string;
  readonly version: number;
}

/**
 * Encodes an aggregate's public state as a CloudEvent 1.0 in Kafka's binary mode. The event's id consists of the id and
 * the version of the aggregate, so a state that is announced again is the same event.
 * @throws ContractBreach if the state breaks the contract of its topic. It is checked before it is stored.
 */
export function encodeState(topic: Topic, state: AggregateState, at: string): OutgoingRecord {
  const version = newestVersion(topic);
  const breach = breachOf(topic, state, version);
  if (breach) throw new ContractBreach(topic, breach);
  const trace = currentTraceparent();
  const event = new CloudEvent({
    id: `${state.id}:${state.version}`,
    source: `/lotsen/${topic.producer}`,
    type: `${topic.name}.v${version}`,
    subject: state.id,
    time: at,
    datacontenttype: 'application/json',
    dataschema: `urn:lotsen:schema:${topic.event}:${version}`,
    ...(trace ? { traceparent: trace } : {}),
  } as Partial<CloudEventV1<string>>);
  const { headers } = Kafka.binary(event);
  return {
    topic: topic.name,
    key: state.id,
    value: Buffer.from(JSON.stringify(state)),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])),
    ),
  };
}

/** A state that the contract of its event does not allow. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach';

  constructor(
    topic: Topic,
    readonly breach: Breach,
  ) {
    super(`${topic.event} breaks its contract at ${breach.at}: ${breach.problem}.`);
  }
}

export function tombstone(topic: Topic, id: string): OutgoingRecord {
  return { topic: topic.name, key: id, value: null, headers: {} };
}

/** A record's state in the newest version of its contract, or the reason why the record cannot be consumed. */
export type Decoded =
  | { readonly kind: 'state'; readonly state: AggregateState }
  | { readonly kind: 'refused'; readonly code: DeadLetterCode; readonly detail: string };

const typePattern = /^(.+)\.v(\d+)$/u;

export function decodeState(
  topic: Topic,
  key: string,
  value: Buffer,
  headers: Readonly<Record<string, string>>,
): Decoded {
  const [, name, version] = typePattern.exec(headers.ce_type ?? '') ?? [];
  if (headers.ce_specversion !== '1.0' || name !== topic.name) {
    return refused('not-an-event', `the headers are not those of a CloudEvent 1.0 of type ${topic.name}.vN`);
  }
  let state: unknown;
  try {
    state = JSON.parse(value.toString('utf8'));
  } catch {
    return refused('not-json', 'the value is not JSON');
  }
  const breach = breachOf(topic, state, Number(version));
  if (breach) return refused('breaks-schema', `${breach.at}: ${breach.problem}`);
  if ((state as AggregateState).id !== key) return refused('wrong-key', 'the key is not the id of the aggregate');
  return { kind: 'state', state: upcast(topic, Number(version), state as object) as AggregateState };
}

const refused = (code: DeadLetterCode, detail: string): Decoded => ({ kind: 'refused', code, detail });
