import type { Text } from './text.js';

const marks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
/** How many bytes tell whether every second one is 0, as in UTF-16 of European letters. */
const looked = 4_000;
/** Bytes that Windows-1252 gives no letter, and control characters other than tab, line feed, form feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const noLetter = /[\u0000-\u0008\u000b\u000e-\u001f\u0081\u008d\u008f\u0090\u009d]/u;

/**
 * The text of a file that people save: UTF-8 or UTF-16, with a byte order mark or without, or Windows-1252.
 * @returns why it is no text, where it is none
 */
export function textOf(bytes: Uint8Array): { readonly text: string } | { readonly refusal: Text } {
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  const encoding = marked?.encoding ?? utf16Of(bytes);
  if (encoding) return decoded(bytes, encoding) ?? { refusal: notText };
  const text = decoded(bytes, 'utf-8') ?? { text: fromWindows1252(bytes) };
  return text && !noLetter.test(text.text.slice(0, looked)) ? text : { refusal: notText };
}

function decoded(bytes: Uint8Array, encoding: string): { readonly text: string } | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}

/** What stands in Windows-1252 where Latin-1 has control characters, from 0x80 on. Node 20 decodes the one as the other. */
const own = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/gu, (sign) => own[sign.charCodeAt(0) - 0x80] as string);

/** UTF-16 without a mark: most letters have a byte that is 0, before the other or after it. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const some = bytes.subarray(0, looked);
  const zeros = [0, 0];
  for (const [at, byte] of some.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = some.length / 4;
  if (odd > most && even < odd / 10) return 'utf-16le';
  return even > most && odd < even / 10 ? 'utf-16be' : undefined;
}

const notText: Text = {
  sv: 'Filen är inte text. Spara den som CSV UTF-8 (i Excel: Spara som, CSV UTF-8) och försök igen.',
  en: 'The file is not text. Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8) and try again.',
};
