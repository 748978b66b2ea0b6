import { type Arrow, diagram } from './diagram.js';
import { type AnyLifecycle, type FoundLifecycle, type Processes, type Stage, stagesSource } from './lifecycles.js';
import { code, generatedNote, page } from './markdown.js';

const intro = `What each aggregate may become, by which command: the tables from which the services' own guards come. A command that is not
drawn from a status is refused there with 409. Words in brackets are those of the messages, in Swedish.`;

const processIntro = `While a case is open it goes through the stages of its process. It can be completed with an outcome only where an
arrow leads out, and discontinued everywhere.`;

export function lifecyclesPage(found: readonly FoundLifecycle[], processes: Processes): string {
  return page(
    generatedNote,
    '# Lifecycles',
    intro,
    ...found.flatMap(({ source, lifecycle }) => [
      `## ${source.split('/')[1]}: ${lifecycle.words.code}`,
      `${link(source)}: ${listed(Object.entries(lifecycle.words.statuses))}.`,
      diagram(Object.keys(lifecycle.words.statuses), arrowsOf(lifecycle)),
    ]),
    '## Stages of a validation',
    `${processIntro} ${link(stagesSource)} has them.`,
    ...Object.entries(processes).flatMap(([process, stages]) => [
      `### ${process}`,
      `${listed(Object.entries(stages).map(([stage, { words }]) => [stage, words]))}.`,
      diagram(Object.keys(stages), stageArrows(stages)),
    ]),
  );
}

const link = (source: string) => `[${code(source)}](../${source})`;
const listed = (words: readonly (readonly [string, { readonly sv: string }])[]) =>
  words.map(([word, { sv }]) => `${word} (${sv})`).join(', ');

function arrowsOf({ transitions, words }: AnyLifecycle): Arrow[] {
  const arrows = Object.entries(transitions).flatMap(([label, steps]) =>
    Object.entries(steps).map(([from, to]) => ({ from: from === 'none' ? null : from, to: to ?? null, label })),
  );
  const isLast = (status: string) => !arrows.some(({ from, to }) => from === status && to !== status);
  const last = Object.keys(words.statuses).filter(isLast);
  return [...arrows, ...last.map((from) => ({ from, to: null }))];
}

function stageArrows(stages: Readonly<Record<string, Stage>>): Arrow[] {
  const [first = null] = Object.keys(stages);
  return [
    { from: null, to: first },
    ...Object.entries(stages).flatMap(([from, { next, ends }]) => [
      ...next.map((to) => ({ from, to })),
      ...(ends ? [{ from, to: null }] : []),
    ]),
  ];
}
