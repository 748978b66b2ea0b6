import type { Span } from './collector.js';

const width = 960;
const left = 420;
const right = 70;
const row = 26;
const top = 64;
/** The colours of the services. Position and name distinguish them too, not colour alone. */
const colours: Readonly<Record<string, string>> = {
  'lotsen-portal': '#5b6abf',
  'lotsen-validations': '#00795f',
  'lotsen-matching': '#b3541e',
};
const others = '#6b6b6b';

/** Draws the spans of one trace on a time scale, as SVG. */
export function picture(title: string, trace: readonly Span[]): string {
  const spans = inOrder(trace);
  const began = Math.min(...spans.map((span) => span.began));
  const lasted = Math.max(...spans.map((span) => span.ended)) - began;
  const x = (at: number) => left + ((at - began) / lasted) * (width - left - right);
  const height = top + spans.length * row + 24;
  const step = stepOf(lasted);
  const marks = Array.from({ length: Math.floor(lasted / step) + 1 }, (_, at) => at * step);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="16" y="28" font-size="16" font-weight="600">${escaped(title)}</text>`,
    ...marks.map(
      (at) =>
        `<line x1="${x(began + at)}" x2="${x(began + at)}" y1="${top - 12}" y2="${height - 16}" stroke="#ddd"/><text x="${x(began + at)}" y="${top - 16}" text-anchor="middle" fill="#555">${at} ms</text>`,
    ),
    ...spans.flatMap(({ service, name, began: from, ended: to, depth }, at) => {
      const y = top + at * row;
      const colour = colours[service] ?? others;
      const length = Math.max(2, x(to) - x(from));
      return [
        `<text x="${16 + depth * 14}" y="${y + 15}"><tspan font-weight="600" fill="${colour}">${escaped(service.replace('lotsen-', ''))}</tspan> ${escaped(name)}</text>`,
        `<rect x="${x(from)}" y="${y + 3}" width="${length}" height="16" rx="2" fill="${colour}"/>`,
        `<text x="${x(from) + length + 5}" y="${y + 15}" fill="#333">${(to - from).toFixed(1)}</text>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

/** Sorts parents before their children, and children by start time. */
function inOrder(trace: readonly Span[]): (Span & { readonly depth: number })[] {
  const known = new Set(trace.map(({ spanId }) => spanId));
  const below = (parent: string, depth: number): (Span & { readonly depth: number })[] =>
    trace
      .filter((span) => (known.has(span.parent) ? span.parent : '') === parent)
      .sort((a, b) => a.began - b.began)
      .flatMap((span) => [{ ...span, depth }, ...below(span.spanId, depth + 1)]);
  return below('', 0);
}

const stepOf = (lasted: number) => [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => lasted / step <= 10) ?? 1000;

const escaped = (text: string) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/"/gu, '&quot;');
