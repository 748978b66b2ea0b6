import { shortageSituations } from '@lotsen/reference/words';
import { type Static, Type } from '@sinclair/typebox';
import { count, Day, named, nullable, oneOf, shape, text } from './schema.js';

export const ShownCount = named(
  'ShownCount',
  Type.Union([count, Type.Literal('<5')], {
    description: 'A count of persons, near the exact one, in steps of five; <5 for fewer than five, and for none.',
  }),
);
export type ShownCount = Static<typeof ShownCount>;

export const Situation = named('ShortageSituation', oneOf(...shortageSituations));

/**
 * The published assessment of each occupation, beside figures of the live vacancies. The barometer's own words are as
 * published.
 */
export const ShortageList = named(
  'ShortageList',
  shape({
    asOf: Day,
    items: Type.Array(
      named(
        'ShortageRow',
        shape({
          occupation: text,
          label: text,
          ssyk: Type.Array(text),
          partOfGroup: Type.Boolean(),
          county: text,
          countyName: text,
          situation: Situation,
          paradoxCauses: Type.Array(text),
          opportunities: nullable(text),
          outlook: nullable(text),
          basis: nullable(text),
          basisExtent: nullable(text),
          round: text,
          openPositions: count,
          eligible: ShownCount,
          tightness: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
            description: 'Open positions for each person who could take one, of the count as it is shown.',
          }),
        }),
      ),
    ),
  }),
);
export type ShortageList = Static<typeof ShortageList>;

export const Tick = named('Tick', shape({ asOf: Day, occupations: count }));
