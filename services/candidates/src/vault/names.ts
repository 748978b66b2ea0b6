import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Vault } from './vault.js';

export interface FoundName {
  readonly candidate: string;
  readonly name: string;
}

interface Known {
  /** Changes with each write of the row. */
  readonly written: string;
  readonly name: string;
  readonly folded: string;
}

interface Kept {
  names: ReadonlyMap<string, Known>;
  /** The reading of what has changed, while it runs. */
  reading?: Promise<void> | undefined;
  idle?: NodeJS.Timeout;
}

/** After how long without a search the names of an organisation are forgotten. */
const idleMs = 5 * 60_000;
const readAtOnce = 500;

/** Letters that Unicode does not split into a base letter and a mark, and what people type instead. */
const letters: Readonly<Record<string, string>> = { ı: 'i', đ: 'd', ŧ: 't', ŋ: 'n', ø: 'ö', æ: 'ä', ß: 'ss', ł: 'l' };

/**
 * A name as it is compared: without capitals, marks and what is not seen, with one kind of blank and apostrophe. Å, ä and
 * ö are letters of their own; of other letters the mark may be left out, as in Sámi names on a Swedish keyboard.
 */
export function nameKeyOf(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLocaleLowerCase('sv')
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘ʼʹ′`´]/gu, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...plain.normalize('NFC')]
    .map((letter) => ('åäö'.includes(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '')))
    .map((letter) => letters[letter] ?? letter)
    .join('');
}

/**
 * Finds names of an organisation's persons. Names are only stored encrypted; to decrypt all of them for each search takes
 * seconds. So the names of an organisation that searches are kept in memory, decrypted, until it has not searched for
 * `idleMs`. Each search first reads which persons there are and which entries have been written since: an erased
 * person, or a former name, is never found.
 */
export class Names {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
  ) {}

  /** The persons whose name contains each word of the text, in any order, sorted by name. */
  async find(organisation: string, text: string, most: number): Promise<FoundName[]> {
    const names = await this.upToDate(organisation);
    const parts = nameKeyOf(text).split(' ').filter(Boolean);
    if (parts.length === 0) return [];
    const found: FoundName[] = [];
    for (const [candidate, { name, folded }] of names) {
      if (parts.every((part) => folded.includes(part))) found.push({ candidate, name });
    }
    return found
      .sort((a, b) => a.name.localeCompare(b.name, 'sv') || (a.candidate < b.candidate ? -1 : 1))
      .slice(0, most);
  }

  /** The ids of an organisation's persons, by their names (nameKeyOf). */
  async idsByName(organisation: string): Promise<Map<string, string[]>> {
    const ids = new Map<string, string[]>();
    for (const [candidate, { folded }] of await this.upToDate(organisation)) {
      const others = ids.get(folded);
      if (others) others.push(candidate);
      else ids.set(folded, [candidate]);
    }
    return ids;
  }

  /** Forgets all names at once. */
  onApplicationShutdown(): void {
    for (const organisation of [...this.kept.keys()]) this.forget(organisation);
  }

  private async upToDate(organisation: string): Promise<ReadonlyMap<string, Known>> {
    const kept = this.keep(organisation);
    // A reading that began earlier may have missed what was written since. After it, little is left to read.
    await kept.reading?.catch(() => undefined);
    kept.reading ??= this.read(organisation, kept).finally(() => {
      kept.reading = undefined;
    });
    await kept.reading;
    return kept.names;
  }

  private async read(organisation: string, kept: Kept): Promise<void> {
    // One text for all rows: a row for each would take several times as long to read.
    const [{ rows }] = (await this.source.query<{ rows: string | null }[]>(
      `SELECT string_agg(v.id || ' ' || v.xmin, ',') AS rows
       FROM candidate c JOIN vault v ON v.id = c.id WHERE c.organisation = $1`,
      [organisation],
    )) as [{ rows: string | null }];
    const names = new Map<string, Known>();
    const written = new Map<string, string>();
    for (const row of rows?.split(',') ?? []) {
      const [id, version] = row.split(' ') as [string, string];
      const same = kept.names.get(id);
      if (same?.written === version) names.set(id, same);
      else written.set(id, version);
    }
    const ids = [...written.keys()];
    for (let at = 0; at < ids.length; at += readAtOnce) {
      for (const { id, identity } of await this.vault.readAll(ids.slice(at, at + readAtOnce))) {
        const { name = '' } = identity;
        names.set(id, { written: written.get(id) as string, name, folded: nameKeyOf(name) });
      }
      await setImmediate();
    }
    kept.names = names;
  }

  private keep(organisation: string): Kept {
    const kept: Kept = this.kept.get(organisation) ?? { names: new Map() };
    clearTimeout(kept.idle);
    kept.idle = setTimeout(() => this.forget(organisation), idleMs).unref();
    this.kept.set(organisation, kept);
    return kept;
  }

  private forget(organisation: string): void {
    clearTimeout(this.kept.get(organisation)?.idle);
    this.kept.delete(organisation);
  }
}
