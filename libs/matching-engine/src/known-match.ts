import type { Model, Reference } from '@lotsen/reference';
import { type Assessment, assess } from './assess.js';
import { prepareCandidate } from './candidate.js';
import { contextOf } from './context.js';
import type { CandidateFacts, TargetFacts } from './facts.js';
import { prepareTarget } from './target.js';

/**
 * What was known when a match was proposed: the facts, the model, and the reference's answers to the engine's look-ups.
 * From this alone the same assessment can be computed again, however the taxonomy has changed since.
 */
export interface KnownMatch {
  readonly asOf: string;
  readonly reference: string;
  readonly model: Model;
  readonly candidate: CandidateFacts;
  readonly target: TargetFacts;
  readonly lookups: Readonly<Record<string, StoredAnswer>>;
  readonly assessment: Assessment;
}

/** An answer of the reference as JSON; sets and maps keep their order. */
type StoredAnswer = { readonly set: unknown[] } | { readonly map: [unknown, unknown][] } | { readonly value?: unknown };

const keyOf = (method: string, args: readonly unknown[]) =>
  `${method}${JSON.stringify(args.map((one) => one ?? null))}`;

function toStored(answer: unknown): StoredAnswer {
  if (answer instanceof Set) return { set: [...answer] };
  if (answer instanceof Map) return { map: [...answer] };
  return answer === undefined ? {} : { value: answer };
}

function fromStored(stored: StoredAnswer): unknown {
  if ('set' in stored) return new Set(stored.set);
  if ('map' in stored) return new Map(stored.map);
  return stored.value;
}

/** Assesses a pair and records all that the score depends on. Evidence.from is left out: the score does not use it. */
export function knowMatch(
  candidate: CandidateFacts,
  target: TargetFacts,
  { reference, model, asOf }: { reference: Reference; model: Model; asOf: string },
): KnownMatch {
  const lookups: Record<string, StoredAnswer> = {};
  const recording = new Proxy(reference, {
    get(known, name, receiver) {
      const member: unknown = Reflect.get(known, name, known);
      if (typeof member !== 'function') return Reflect.get(known, name, receiver === recording ? known : receiver);
      return (...args: unknown[]) => {
        const answer: unknown = member.apply(known, args);
        lookups[keyOf(String(name), args)] = toStored(answer);
        return answer;
      };
    },
  });
  const known = { ...candidate, evidence: candidate.evidence.map(({ from: _, ...evidence }) => evidence) };
  const assessment = assessWith(recording, model, asOf, known, target);
  return { asOf, reference: reference.version, model, candidate: known, target, lookups, assessment };
}

/**
 * Assesses again from what was known alone.
 * @throws if the engine has changed, and looks up something that it did not look up then
 */
export function assessAgain({ lookups, model, asOf, candidate, target, reference }: KnownMatch): Assessment {
  const replaying = new Proxy({} as Reference, {
    get(_, name) {
      if (name === 'version') return reference;
      return (...args: unknown[]) => {
        const stored = lookups[keyOf(String(name), args)];
        if (!stored) throw new Error(`The engine asks ${String(name)}, which it did not ask then.`);
        return fromStored(stored);
      };
    },
  });
  return assessWith(replaying, model, asOf, candidate, target);
}

function assessWith(reference: Reference, model: Model, asOf: string, candidate: CandidateFacts, target: TargetFacts) {
  const context = contextOf(reference, model, asOf);
  return assess(prepareCandidate(candidate, context), prepareTarget(target, context), context);
}
