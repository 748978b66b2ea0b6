import { allTopics, newestVersion, type Topic, topicSettings } from '@lotsen/contracts';
import { type ServiceName, serviceNames } from '@lotsen/platform';
import type { Readers } from './readers.js';
import type { Schema } from './schema-words.js';

/** The log of events as an AsyncAPI 3.1 document. It contains the released schemas unchanged. */
export function asyncApi(readers: Readers): object {
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Lotsen',
      version: '1',
      description: 'What the services tell each other: the public state of every aggregate, keyed by its id.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
      tags: serviceNames.map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: {
        host: '{brokers}',
        protocol: 'kafka',
        description: 'Where none is configured, a table in PostgreSQL keeps the same records.',
        variables: { brokers: { default: 'localhost:9092', description: 'KAFKA_BROKERS' } },
      },
    },
    channels: Object.fromEntries(allTopics.map((topic) => [channelOf(topic), channel(topic)])),
    operations: Object.fromEntries(
      serviceNames.flatMap((service) => [
        ...allTopics.filter(({ producer }) => producer === service).map((topic) => operation(service, 'send', topic)),
        ...allTopics
          .filter((topic) => readers(topic).includes(service))
          .map((topic) => operation(service, 'receive', topic)),
      ]),
    ),
    components: {
      messages: { tombstone },
      messageBindings: { [byId]: keyBinding },
      schemas: {
        [cloudEvent]: cloudEventHeaders,
        ...Object.fromEntries(
          allTopics.flatMap((topic) =>
            Object.entries(topic.versions).map(([version, schema]) => [schemaName(topic, version), schema]),
          ),
        ),
      },
    },
  };
}

const channelOf = ({ producer, event }: Topic) => `${producer}.${event}`;
const schemaName = ({ event }: Topic, version: string) => `${event}.v${version}`;
const component = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

function channel(topic: Topic): object {
  return {
    address: topic.name,
    title: titleOf(topic),
    messages: {
      ...Object.fromEntries(Object.keys(topic.versions).map((version) => [`v${version}`, message(topic, version)])),
      ...(endsInTombstones(topic) ? { tombstone: component('messages', 'tombstone') } : {}),
    },
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions,
        topicConfiguration: Object.fromEntries(
          Object.entries(topicSettings).map(([name, value]) => [
            name,
            name === 'cleanup.policy' ? [value] : Number(value),
          ]),
        ),
        bindingVersion: '0.5.0',
      },
    },
  };
}

const titleOf = (topic: Topic) => (topic.versions[newestVersion(topic)] as Schema).title;

/** Whether the aggregates of a topic can end in tombstones. Of an erased person only the receipts stay. */
const endsInTombstones = (topic: Topic) =>
  topic.event !== 'erasure-receipt' &&
  (topic.versions[newestVersion(topic)] as Schema).properties?.status?.enum?.includes('erased');

const byId = 'keyed-by-id';
const keyBinding = {
  kafka: {
    key: { type: 'string', format: 'uuid', description: 'Id of the aggregate.' },
    bindingVersion: '0.5.0',
  },
};

const tombstone = {
  name: 'tombstone',
  summary: 'Nothing is left of the aggregate; no headers.',
  payload: { type: 'null' },
  bindings: component('messageBindings', byId),
};

const cloudEvent = 'cloud-event';
/** CloudEvents 1.0 in Kafka's binary mode: the attributes are headers. */
const cloudEventHeaders = {
  type: 'object',
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: {
      type: 'string',
      description: 'ID:VERSION of the aggregate: the same state announced again is the same event.',
    },
    ce_subject: { type: 'string', format: 'uuid', description: 'Id of the aggregate.' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_traceparent: { type: 'string', description: 'W3C Trace Context of the request that led to it.' },
    ce_signature: {
      type: 'string',
      description:
        "On proposals: matching's Ed25519 signature over topic, type, key and value, in base64 (decision 21).",
    },
    'content-type': { const: 'application/json' },
  },
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_dataschema',
    'content-type',
  ],
};

function message(topic: Topic, version: string): object {
  const type = `${topic.name}.v${version}`;
  return {
    name: type,
    title: `${titleOf(topic)}, version ${version}`,
    headers: {
      allOf: [
        component('schemas', cloudEvent),
        {
          type: 'object',
          properties: {
            ce_source: { const: `/lotsen/${topic.producer}` },
            ce_type: { const: type },
            ce_dataschema: { const: topic.versions[Number(version)]?.$id },
          },
        },
      ],
    },
    payload: component('schemas', schemaName(topic, version)),
    bindings: component('messageBindings', byId),
  };
}

/** A service writes only the newest version of an event; the log may still hold any version that was ever released. */
function operation(service: ServiceName, action: 'send' | 'receive', topic: Topic): [string, object] {
  const versions = action === 'send' ? [newestVersion(topic)] : Object.keys(topic.versions);
  const messages = [...versions.map((version) => `v${version}`), ...(endsInTombstones(topic) ? ['tombstone'] : [])];
  const $ref = `#/channels/${channelOf(topic)}`;
  return [
    `${service}.${action}.${topic.producer}.${topic.event}`,
    {
      action,
      channel: { $ref },
      tags: [{ name: service }],
      messages: messages.map((name) => ({ $ref: `${$ref}/messages/${name}` })),
    },
  ];
}
