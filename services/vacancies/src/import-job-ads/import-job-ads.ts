import type { Decide } from '@lotsen/persistence';
import { type JobKind, type Language, Turns, tooMuchIn, type Work } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { v5 as uuidOfName } from 'uuid';
import { importAd, removeAd, type Vacancy } from '../vacancy/vacancy.js';
import { VacancyStore } from '../vacancy/vacancy.store.js';
import { madeAt } from './instants.js';
import { type AdNote, type AdRefusal, parseJobAd } from './job-ad.js';
import { linesOf } from './lines-of.js';
import { mapJobAd, notesOf } from './map-job-ad.js';
import { type RemovedAd, RemovedAds } from './removed-ads.js';
import { AdTexts } from './text/ad-texts.js';

/** The result of an import. Lines are numbered from 1. */
export interface ImportSummary {
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** The first rejected lines only, so that a file of nothing but wrong lines gets an answer that can be read. */
  rejected: Rejected[];
  /** How many more lines were rejected. */
  alsoRejected: number;
  /** Lines that were imported, and what was left out of them. */
  notes: Rejected[];
}

/** A line that was rejected, or of which something was left out. */
interface Rejected {
  readonly line: number;
  readonly code: string;
  readonly message: AdRefusal['message'];
}

/** The namespace in which a UUID v5 is made of an ad's id: the same ad is always the same vacancy. */
const namespace = '6f1a4a6e-9d0b-5b8e-8a56-1c6f0d7d1f0a';
const batchSize = 200;
/**
 * The most requirements and skills that a batch holds in all. An ad has about twenty, and a batch is encoded in one go.
 */
const batchWeight = 6000;
/** In UTF-16 units. */
const longestLine = 1_000_000;
/** In UTF-16 units. A line up to this length holds so little that it is parsed without counting its values first. */
const longestUncounted = 20_000;
const mostRejectedTold = 500;
const checkpointMs = 1_000;

interface Row {
  readonly line: number;
  /** Of its vacancy. */
  readonly id: string;
  /** @param removedAt when the ad was removed, though it was never imported */
  readonly decide: (removedAt: number | undefined) => Decide<Vacancy>;
  readonly removal: boolean;
  /** When this copy was made, or the ad removed, in milliseconds since the epoch. */
  readonly at: number | null;
  readonly notes: readonly AdNote[];
  /** The number of its requirements and skills. */
  readonly weight: number;
}

/** Lines that follow one another, and what is to be written of them. */
interface Batch {
  readonly rows: Map<string, Row>;
  readonly rejected: Rejected[];
  read: number;
  weight: number;
  lastLine: number;
}

const emptyBatch = (): Batch => ({ rows: new Map(), rejected: [], read: 0, weight: 0, lastLine: 0 });

/** What the job keeps: the last line of which all is written, and what came of the lines up to there. */
interface Kept {
  readonly line: number;
  readonly summary: ImportSummary;
}

/**
 * Reads ads line by line and upserts them in batches. Reading is at most one batch ahead of writing, so memory use
 * stays flat. An import that was interrupted goes on after its last batch.
 */
@Injectable()
export class ImportJobAds implements JobKind {
  static readonly kind = 'import';
  readonly needsOrganisation = true;
  private readonly texts: AdTexts;

  constructor(
    private readonly vacancies: VacancyStore,
    private readonly reference: Reference,
    private readonly removed: RemovedAds,
  ) {
    this.texts = new AdTexts(reference);
  }

  show(result: object, language: Language) {
    const summary = result as ImportSummary;
    const inLanguage = (rows: readonly Rejected[]) => rows.map((row) => ({ ...row, message: row.message[language] }));
    return { ...summary, rejected: inLanguage(summary.rejected), notes: inLanguage(summary.notes) };
  }

  partialResult(checkpoint: object | null): ImportSummary {
    return keptIn(checkpoint).summary;
  }

  async run({ body, input, organisation, signal, checkpoint, saveCheckpoint, progress }: Work): Promise<ImportSummary> {
    // Leaves out last application days that have passed, so that archived ads are matched as if open.
    const { pastAsOpen } = input as { pastAsOpen: boolean };
    const { line: firstLines, summary } = keptIn(checkpoint);
    let done: Kept | undefined;
    let savedAt = performance.now();
    const save = async () => {
      savedAt = performance.now();
      if (done) await saveCheckpoint(done);
    };
    let batch = emptyBatch();
    let written: Promise<void> = Promise.resolve();
    // The next batch is read while one is written. Batches are written one after another.
    const flush = async () => {
      const full = batch;
      if (full.read === 0) return;
      batch = emptyBatch();
      await written;
      signal.throwIfAborted();
      written = this.write(full, summary, organisation ?? '').then(() => {
        done = { line: full.lastLine, summary: structuredClone(summary) };
        progress(full.lastLine);
        return performance.now() - savedAt > checkpointMs ? save() : undefined;
      });
      // The next flush awaits it. Without a handler until then, a failure would be an unhandled rejection.
      written.catch(() => undefined);
    };
    let line = 0;
    const turns = new Turns();
    try {
      for await (const text of linesOf(body(), longestLine)) {
        line += 1;
        if (line <= firstLines) continue;
        await turns.next();
        if (text.trim() === '') continue;
        const row = this.rowOf(text, line, organisation, pastAsOpen);
        // The batch has this ad already, and a batch holds an aggregate once: write it before the second is decided.
        if ('id' in row && batch.rows.has(row.id)) await flush();
        batch.lastLine = line;
        batch.read += 1;
        if ('id' in row) {
          batch.rows.set(row.id, row);
          batch.weight += row.weight;
        } else batch.rejected.push({ line, code: row.code, message: row.message });
        const { rows, rejected, weight } = batch;
        if (rows.size + rejected.length < batchSize && weight < batchWeight) continue;
        await flush();
      }
      await flush();
    } finally {
      // What is being written is written, and counted, before the job ends.
      await written.finally(save);
    }
    return summary;
  }

  private rowOf(text: string, line: number, organisation: string | null, pastAsOpen: boolean): Row | AdRefusal {
    if (text.length > longestLine) {
      return { code: 'too-long', message: { sv: 'Raden är för lång.', en: 'The line is too long.' } };
    }
    if (text.length > longestUncounted && tooMuchIn(Buffer.from(text))) return tooMuch;
    const parsed = parseJobAd(text);
    if ('refusal' in parsed) return parsed.refusal;
    const { ad } = parsed;
    try {
      const id = uuidOfName(ad.id, namespace);
      const at = madeAt(ad);
      if (ad.removed)
        return { line, id, removal: true, at, notes: [], weight: 1, decide: () => removeAd(organisation, at) };
      const mapped = mapJobAd(ad, this.reference, this.texts);
      if ('code' in mapped) return mapped;
      const weight = mapped.requirements.length + mapped.skillsInText.length + mapped.askedInText.length;
      const decide = (removedAt: number | undefined) =>
        importAd(mapped, organisation, { id: ad.id, at, removedAt, pastAsOpen });
      return { line, id, removal: false, at, notes: notesOf(ad), weight, decide };
    } catch {
      // A field has another type than the format says. Only this row is rejected.
      return {
        code: 'bad-value',
        message: {
          sv: 'Ett fält har en annan typ än formatets.',
          en: 'A field is of another type than the format says.',
        },
      };
    }
  }

  private async write({ rows, rejected, read }: Batch, summary: ImportSummary, organisation: string): Promise<void> {
    const all = [...rows.values()];
    const removed = await this.removed.among([...rows.keys()], organisation);
    const outcomes = await this.vacancies.runMany(
      all.map(({ id, decide }) => ({ id, decide: decide(removed.get(id)) })),
    );
    summary.read += read;
    const neverHere: RemovedAd[] = [];
    for (const [at, outcome] of outcomes.entries()) {
      const row = all[at] as Row;
      if (outcome.kind === 'refused') {
        // The feed removed an ad that was never imported: there is nothing to withdraw.
        if (row.removal && outcome.refusal.code === 'not-found') {
          summary.unchanged += 1;
          if (row.at !== null) neverHere.push({ id: row.id, at: row.at });
        } else rejected.push({ line: row.line, code: outcome.refusal.code, message: outcome.refusal.detail });
      } else if (row.removal && outcome.kind === 'changed') summary.removed += 1;
      else summary[outcome.kind] += 1;
      if (outcome.kind !== 'refused') summary.notes.push(...row.notes.map((note) => ({ line: row.line, ...note })));
    }
    summary.notes.splice(mostRejectedTold);
    await this.removed.note(neverHere, organisation);
    for (const row of rejected.sort((a, b) => a.line - b.line)) reject(summary, row);
  }
}

const tooMuch: AdRefusal = {
  code: 'bad-value',
  message: {
    sv: 'Raden har för många fält, eller en för lång lista.',
    en: 'The line has too many fields, or too long a list.',
  },
};
const nothingRead = { read: 0, created: 0, changed: 0, unchanged: 0, removed: 0, alsoRejected: 0 } as const;

const keptIn = (checkpoint: object | null): Kept =>
  (checkpoint as Kept | null) ?? { line: 0, summary: { ...nothingRead, rejected: [], notes: [] } };

function reject(summary: ImportSummary, row: Rejected): void {
  if (summary.rejected.length < mostRejectedTold) summary.rejected.push(row);
  else summary.alsoRejected += 1;
}
