import type { EntityManager } from 'typeorm';
import type { TickFigures } from './figures.js';

/**
 * Stores the figures of a day, and returns them as stored. If the same day is ticked again, an unchanged count keeps
 * its shown value: a second draw would reveal more about the exact one.
 */
export async function storeFigures(
  manager: Pick<EntityManager, 'query'>,
  day: string,
  figures: TickFigures,
): Promise<TickFigures> {
  const [stored] = await manager.query<[{ figures: TickFigures }]>(
    `INSERT INTO tick (as_of, figures) VALUES ($1, $2)
     ON CONFLICT (as_of) DO UPDATE SET ticked_at = now(), figures = coalesce((
       SELECT jsonb_object_agg(key, CASE
         WHEN value->'eligible' = tick.figures->key->'eligible'
         THEN value || jsonb_build_object('shown', tick.figures->key->'shown') ELSE value END)
       FROM jsonb_each(EXCLUDED.figures)), '{}')
     RETURNING figures`,
    [day, figures],
  );
  return stored.figures;
}
