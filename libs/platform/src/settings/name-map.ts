import { sameLetters } from '@lotsen/access/claims';
import { isRole, roles } from '@lotsen/access/roles';
import { makeValidator } from 'envalid';

/**
 * Reads `name=meaning,name=meaning`. In a name, a comma, an equals sign and a percent sign are written %2C, %3D and
 * %25, as in OTEL_RESOURCE_ATTRIBUTES. So every entry has one equals sign, and a missing or misplaced comma is found.
 */
const nameMap = <T>(meaningOf: (word: string) => T) =>
  makeValidator<ReadonlyMap<string, T>>((input) => {
    const meanings = new Map<string, T>();
    const wrong: string[] = [];
    for (const entry of input.split(',').map((text) => text.trim())) {
      if (entry === '') continue;
      try {
        const [name, meaning] = readEntry(entry, meaningOf);
        if (meanings.has(name)) throw new Error('this name stands there twice');
        meanings.set(name, meaning);
      } catch (error) {
        wrong.push(`"${entry}": ${(error as Error).message}`);
      }
    }
    if (meanings.size === 0 && wrong.length === 0) throw new Error('names nothing');
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return meanings;
  });

function readEntry<T>(entry: string, meaningOf: (word: string) => T): [string, T] {
  const parts = entry.split('=').map((text) => text.trim());
  if (parts.length !== 2) {
    throw new Error('not name=meaning with one equals sign; in a name, write %3D for =, %2C for a comma, %25 for %');
  }
  const [name, meaning] = parts as [string, string];
  if (name === '') throw new Error('has no name');
  return [sameLetters(decoded(name)), meaningOf(meaning)];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new Error('a percent sign in a name is written %25');
  }
}

/** The provider's names for our roles. */
export const roleMap = nameMap((word) => {
  if (!isRole(word)) throw new Error(`there is no role ${word}; there are ${roles.join(', ')}`);
  return word;
});

/** The provider's names for organisations, and the ids that Lotsen has for these. */
export const organisationMap = nameMap((word) => {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(word)) throw new Error(`${word || 'nothing'} is not a uuid`);
  return word.toLowerCase();
});
