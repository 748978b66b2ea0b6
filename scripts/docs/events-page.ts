import { allTopics, newestVersion, schemaOf, type Topic } from '@lotsen/contracts';
import { type FieldComments, fieldComments } from './field-comments.js';
import { code, generatedNote, groupedBy, page, table } from './markdown.js';
import type { Readers } from './readers.js';
import { fieldsOf, type Schema } from './schema-words.js';

const intro = `Each topic carries the public state of one kind of aggregate, keyed by its id and compacted: the last record of a key is all
there is to know of it. A record is a CloudEvent 1.0 in binary mode, its type \`TOPIC.vN\` in the header \`ce_type\`, its value JSON. A
record without a value (tombstone) says that nothing is left. Readers get every version as the newest says it.
Matching signs its proposals (header \`ce_signature\`): see [decision 21](decisions/0021-releases-are-signed.md).
[asyncapi.json](asyncapi.json) has the same for machines; [the way of one event](one-event.md) shows how it gets there.`;

const head = `Every event begins with these, and so the tables leave them out: \`id\` (UUID of the aggregate, also the key), \`version\` (1, 2, 3 …, one
higher with each change), \`status\`, and \`reached\` (status to the instant on which it was reached; compaction hides transitions).`;
const headFields = ['id', 'version', 'status', 'reached'];

export function eventsPage(readers: Readers): string {
  const comments = fieldComments();
  return page(
    generatedNote,
    '# Events',
    intro,
    table(
      ['Topic', 'Written by', 'Read by', 'Versions'],
      allTopics.map((topic) => [
        code(topic.name),
        topic.producer,
        readers(topic).join(', ') || 'nobody yet',
        Object.keys(topic.versions).join(', '),
      ]),
    ),
    head,
    ...[...groupedBy(allTopics, ({ event }) => event).values()].flatMap(([topic]) =>
      topic ? eventSection(topic, comments) : [],
    ),
  );
}

function eventSection(topic: Topic, comments: FieldComments): string[] {
  const { event } = topic;
  const newest = newestVersion(topic);
  const schema = schemaOf(topic) as Schema;
  const said = commentsOf(topic, comments);
  const rows = fieldsOf(schema).filter(({ path }) => !headFields.includes(path));
  const files = `[Schemas](../libs/contracts/schemas/${event}), [examples](../libs/contracts/examples/${event})`;
  return [
    `## ${event}`,
    `${schema.title}. Version ${newest}. Statuses: ${statusesOf(schema).map(code).join(', ')}. ${files}.`,
    table(
      ['Field', 'Type', 'What it says'],
      rows.map(({ path, words }) => [code(path), words, said.get(path.replaceAll('[]', '')) ?? '']),
    ),
    ...Object.entries(topic.versions)
      .filter(([version]) => Number(version) !== newest)
      .map(([version, former]) => `Version ${version} ${differenceOf(former as Schema, schema)}`),
  ];
}

/** The comments of all versions of an event, because a later version does not repeat those of an earlier one. */
function commentsOf({ versions }: Topic, comments: FieldComments): ReadonlyMap<string, string> {
  return new Map(Object.values(versions).flatMap(({ $id }) => [...(comments.get($id ?? '') ?? [])]));
}

function differenceOf(former: Schema, newest: Schema): string {
  const before = new Set(fieldsOf(former).map(({ path }) => path));
  const now = new Set(fieldsOf(newest).map(({ path }) => path));
  const added = [...now].filter((path) => !before.has(path)).map(code);
  const gone = [...before].filter((path) => !now.has(path)).map(code);
  return [
    `had the statuses ${statusesOf(former).map(code).join(', ')}`,
    ...(added.length > 0 ? [`did not say ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`said ${gone.join(', ')} too`] : []),
  ]
    .join('; ')
    .concat('.');
}

const statusesOf = ({ properties }: Schema) => properties?.status?.enum ?? [];
