import { tags } from '@lotsen/api';
import { code, generatedNote, groupedBy, page, table } from './markdown.js';
import type { Described, DescribedService } from './services.js';

const intro = `Every route, and what it does. [Roles](roles.md) says who may call it; [openapi.json](openapi.json) has the bodies and answers
in full, and a running portal serves it at \`/openapi.json\`, the same to read at \`/api\`. A change wants the ETag that was read as
\`If-Match\`, a creation takes an \`Idempotency-Key\`, and a refusal is a problem document (RFC 9457) with a stable code.`;

interface Row {
  readonly tag: string;
  readonly cells: readonly string[];
}

export function apiPage(services: readonly DescribedService[]): string {
  // Routes that every service has are shown once.
  const rows = rowsOf([...services.flatMap(({ own }) => own), ...(services[0]?.platform ?? [])]);
  const byTag = groupedBy(rows, ({ tag }) => tag);
  const groups = Object.entries(tags).flatMap(([tag, about]) => ({ tag, about, routes: byTag.get(tag) ?? [] }));
  return page(
    generatedNote,
    '# API',
    intro,
    ...groups.flatMap(({ tag, about, routes }) => [
      `## ${tag}`,
      about,
      table(
        ['Route', 'What it does'],
        routes.map(({ cells }) => cells),
      ),
    ]),
  );
}

const rowsOf = (controllers: readonly Described[]): Row[] =>
  controllers.flatMap(({ tag, summaries }) =>
    [...summaries].map(([route, summary]) => ({ tag, cells: [code(route), summary] })),
  );
