import type { EntityManager } from 'typeorm';

/** The version of an aggregate that a record carries. */
export interface Offered {
  readonly topic: string;
  readonly key: string;
  readonly version: number;
}

/**
 * Raises the stored version of each aggregate to the highest one offered, in one statement. A concurrent transaction
 * that claims the same aggregates waits for this one to end, and then compares its offers with the raised versions.
 * @returns for each offer whether it is new: higher than the stored version, and than every offer before it
 */
export async function claim(manager: EntityManager, offers: readonly Offered[]): Promise<boolean[]> {
  const highest = new Map<string, Offered>();
  for (const offer of offers) {
    const known = highest.get(idOf(offer));
    if (!known || known.version < offer.version) highest.set(idOf(offer), offer);
  }
  if (highest.size === 0) return [];
  const all = [...highest.values()];
  const claimed = await manager.query<{ topic: string; key: string; held: string | null }[]>(
    `WITH offered AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS offer (topic, key, version) ORDER BY topic, key),
     held AS (
       SELECT consumed_version.* FROM consumed_version JOIN offered ON aggregate_id = key AND consumed_version.topic = offered.topic
       FOR UPDATE OF consumed_version),
     claimed AS (
       INSERT INTO consumed_version (topic, aggregate_id, version) SELECT * FROM offered
       ON CONFLICT (topic, aggregate_id) DO UPDATE SET version = EXCLUDED.version
       WHERE consumed_version.version < EXCLUDED.version RETURNING topic, aggregate_id)
     SELECT claimed.topic, claimed.aggregate_id AS key, held.version AS held
     FROM claimed LEFT JOIN held USING (topic, aggregate_id)`,
    [all.map(({ topic }) => topic), all.map(({ key }) => key), all.map(({ version }) => version)],
  );
  const seen = new Map(claimed.map((one) => [idOf(one), Number(one.held ?? 0)]));
  return offers.map((offer) => {
    const before = seen.get(idOf(offer));
    if (before === undefined || offer.version <= before) return false;
    seen.set(idOf(offer), offer.version);
    return true;
  });
}

const idOf = ({ topic, key }: { readonly topic: string; readonly key: string }) => `${topic}/${key}`;
