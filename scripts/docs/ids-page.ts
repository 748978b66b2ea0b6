import type { Named } from '@lotsen/platform';
import { code, generatedNote, page, table } from './markdown.js';
import type { DescribedService } from './services.js';

const intro = `Every id that a request names in its body or its query, what it names, and who may name it. Whoever may not see what
an id names gets 404, and the same answer for one that is foreign, unknown, erased or protected. What is open among those who
take part (an organisation, a workplace, a published profile, vacancy or placement) may be named by everybody; an unknown one
is 422, or 404 where it is what the request is about. An id in a path names one of what the path is about: who reaches it,
[roles](roles.md) says; whoever sees it without reaching it gets 403. Rows of a list that has its persons by number
(\`POST /v1/portal/outcomes/list\`) are those of \`POST /v1/validations/outcomes\`. \`test/ids.e2e-spec.ts\` walks this table.`;

/** Who may name which id. Where services differ, the text names each of them. */
const whoMay: Readonly<Record<Named, string>> = {
  person:
    'validations: whose number their organisation gave (resolve), registered or not; or who is their own, or shared with it. ' +
    'placements: an active person of their own organisation, or shared with it; for a place of a school, a learner whose ' +
    'number that school gave. matching: an active person of their own, or shared. A protected person: nobody',
  organisation: 'everybody; a group is formed of those that are registered',
  'organisation or group': 'everybody: it is another one by nature',
  workplace: 'its own organisation',
  profile: 'everybody',
  outcome: 'its issuer, for a case of the same person',
  case: 'its own organisation, for an outcome of the same person',
  vacancy: 'everybody, while it is published',
  placement: 'everybody: it is another one by nature',
  'vacancy or placement': 'everybody, while it is open',
  need: 'its own school; coordinators, the needs of their groups',
  supervisor: "its workplace's organisation; whoever arranges a booking, those whom the placement names",
};

/** The table of ids in requests, from the fields of the DTOs. */
export function idsPage(services: readonly DescribedService[]): string {
  const rows = services.flatMap(({ own }) =>
    own.flatMap(({ ids }) => ids.map(({ route, field, names }) => [code(route), code(field), names])),
  );
  return page(
    generatedNote,
    '# Ids in requests',
    intro,
    table(
      ['What an id names', 'Who may name it'],
      Object.entries(whoMay).map(([names, who]) => [names, who]),
    ),
    table(['Request', 'Field', 'Names'], rows),
  );
}
