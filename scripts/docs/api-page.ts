import type { RouteRule } from '@lotsen/access';
import { code, generatedNote, groupedBy, page, table } from './markdown.js';
import { firstSentence, methodComments } from './method-comments.js';
import type { Described, DescribedService } from './services.js';

const intro = `Every route, and what it does. [Roles](roles.md) says who may call it; [openapi.json](openapi.json) has the bodies and answers
in full, and a running portal serves it at \`/openapi.json\`, the same to read at \`/api\`. A change wants the ETag that was read as
\`If-Match\`, a creation takes an \`Idempotency-Key\`, and a refusal is a problem document (RFC 9457) with a stable code.`;

/** What needs no words of its own: the house names these the same everywhere. */
const plain: Readonly<Record<string, string>> = { page: 'A page of them.', 'get :id': 'One of them, by its id.' };

interface Row {
  readonly tag: string;
  readonly cells: readonly string[];
}

export function apiPage(services: readonly DescribedService[]): string {
  const rows = [
    ...services.flatMap(({ name, own }) => rowsOf(own, methodComments(`services/${name}/src`))),
    ...rowsOf(services[0]?.platform ?? [], methodComments('libs/platform/src')),
  ];
  const groups = [...groupedBy(rows, ({ tag }) => tag)];
  return page(
    generatedNote,
    '# API',
    intro,
    ...groups.flatMap(([tag, routes]) => [
      `## ${tag}`,
      table(
        ['Route', 'What it does'],
        routes.map(({ cells }) => cells),
      ),
    ]),
  );
}

const rowsOf = (controllers: readonly Described[], comments: ReadonlyMap<string, string>): Row[] =>
  controllers.flatMap(({ tag, routes }) =>
    routes.map((route) => ({ tag, cells: [code(`${route.method} ${route.path}`), said(route, comments)] })),
  );

function said({ handler, path }: RouteRule, comments: ReadonlyMap<string, string>): string {
  const comment = comments.get(handler);
  if (comment) return firstSentence(comment);
  const method = handler.split('.').at(-1) ?? '';
  const parameter = /:\w+$/u.exec(path)?.[0] ?? '';
  return plain[`${method} ${parameter}`.trim()] ?? sentenceOf(method);
}

/** "publishDraft": "Publish draft." */
const sentenceOf = (method: string) =>
  `${method.charAt(0).toUpperCase()}${method.slice(1).replace(/[A-Z]/gu, (capital) => ` ${capital.toLowerCase()}`)}.`;
