/**
 * A hash that breaks ties. It depends on the ids and the model's seed alone, so arriving early gives no advantage, and
 * every rebuild breaks ties the same way. For one target, a pair's hash is a bijection of the candidate's hash (a
 * Feistel network): two candidates with different hashes never tie.
 */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

/** FNV-1a over the UTF-16 units for the high half; for the low half a variant with another multiplier and a shift. */
export function hashId(id: string, seed: string): Hash64 {
  let high = 0x811c9dc5;
  let low = 0xcbf29ce4;
  const text = `${seed}:${id}`;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + at), 0x85ebca6b);
    low ^= low >>> 13;
  }
  return { high: high >>> 0, low: low >>> 0 };
}

function scramble(value: number, key: number): number {
  let mixed = Math.imul(value ^ key, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The tie hash of a pair; the smaller comes first. */
export function tieOf(candidate: Hash64, target: Hash64): Hash64 {
  let { high, low } = candidate;
  for (const key of [target.high, target.low, target.high ^ 0x9e3779b9, target.low ^ 0x7f4a7c15]) {
    [high, low] = [low, (high ^ scramble(low, key)) >>> 0];
  }
  return { high, low };
}

export function compareTies(a: Hash64, b: Hash64): number {
  return a.high - b.high || a.low - b.low;
}
