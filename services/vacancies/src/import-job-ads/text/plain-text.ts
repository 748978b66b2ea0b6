/** A text without markup. */
export interface PlainText {
  readonly text: string;
  /** Where something in it stands in the text that it was made of. */
  readonly origin: (at: number) => number;
}

/** In UTF-16 units; ads are a tenth as long. What comes after is not read. */
const longestText = 30_000;
const tag = String.raw`<(?<tag>\/?[a-zA-Z][a-zA-Z\d]{0,10})(?:[\s/][^<>]{0,300})?>`;
const markup = new RegExp(
  String.raw`${tag}|&(?:#(?<code>\d{1,6})|#[xX](?<hex>[\da-fA-F]{1,5})|(?<name>[a-zA-Z]{2,8}));`,
  'gu',
);
/** What starts or ends a line when it is shown. */
const block = /^\/?(?:p|div|br|ul|ol|tr|h[1-6]|section|article|table)$/iu;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  eacute: 'é',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  Eacute: 'É',
  ndash: '–',
  mdash: '–',
  bull: '•',
  middot: '·',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Some employers' systems send HTML as text. */
export function plainTextOf(whole: string): PlainText {
  const given = whole.slice(0, longestText);
  /** After each replacement: where it ends in the plain text, and by how much what follows it has moved. */
  const moved: [number, number][] = [];
  let text = '';
  let read = 0;
  for (const match of given.matchAll(markup)) {
    const shown = shownFor(match.groups ?? {});
    if (shown === undefined) continue;
    text += given.slice(read, match.index) + shown;
    read = match.index + match[0].length;
    moved.push([text.length, read - text.length]);
  }
  text += given.slice(read);
  return { text, origin: (at) => at + (moved.findLast(([from]) => from <= at)?.[1] ?? 0) };
}

function shownFor({ tag: element, code, hex, name }: Partial<Record<string, string>>): string | undefined {
  if (element) return element.toLowerCase() === 'li' ? '\n• ' : block.test(element) ? '\n' : '';
  if (name) return named[name];
  const point = code ? Number(code) : Number.parseInt(hex ?? '', 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
