import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const daysKept = 90;

/** An ad that a feed removed, by the id that its vacancy would have. */
export interface RemovedAd {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Ads that were removed before any copy of them was imported, so that an older copy which comes later stays out. */
@Injectable()
export class RemovedAds {
  constructor(private readonly source: DataSource) {}

  /** When ads were removed, as far as the organisation was told. */
  async among(ids: readonly string[], organisation: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.source.query<{ id: string; removed_at: string }[]>(
      'SELECT id, removed_at FROM removed_ad WHERE organisation = $1 AND id = ANY($2::uuid[])',
      [organisation, ids],
    );
    return new Map(rows.map(({ id, removed_at: at }) => [id, Number(at)]));
  }

  async note(ads: readonly RemovedAd[], organisation: string): Promise<void> {
    if (ads.length === 0) return;
    await this.source.query(
      `INSERT INTO removed_ad (id, organisation, removed_at)
       SELECT id, $1, at FROM json_to_recordset($2) AS ad (id uuid, at bigint)
       ON CONFLICT (id, organisation) DO UPDATE
         SET removed_at = greatest(removed_ad.removed_at, EXCLUDED.removed_at), noted_at = now()`,
      [organisation, JSON.stringify(ads)],
    );
    await this.source.query(`DELETE FROM removed_ad WHERE noted_at < now() - interval '${daysKept} days'`);
  }
}
