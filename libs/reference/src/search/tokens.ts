import { fold } from '../fold.js';

/** A word with its digits. The marks of "C++" and "C#" belong to it: they tell names apart. */
const token = /[\p{L}\p{N}]+(?:\+\+|#)?/gu;

/** The words of a text, folded the Swedish way (å, ä and ö stay letters of their own). */
export function tokensOf(text: string): string[] {
  return fold(text).match(token) ?? [];
}

const swedish = /[åäö]/gu;
const bare: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o' };

/** How somebody without å, ä and ö on the keyboard writes a word. */
export function withoutDots(word: string): string {
  return word.replace(swedish, (letter) => bare[letter] as string);
}

/** The words that differ from this one by two neighbouring letters that changed places. */
export function swapsOf(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).flatMap((letter, at) => {
    const before = letters[at] as string;
    return letter === before ? [] : [[...letters.slice(0, at), letter, before, ...letters.slice(at + 2)].join('')];
  });
}
