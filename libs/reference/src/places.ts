import type { CompactGeography } from './compact.js';
import { travelMinutes } from './travel.js';
import type { Municipality, TravelEstimate } from './types.js';

/** The counties and municipalities, and how long it takes from one to the other. */
export class Places {
  readonly version: string;
  readonly counties: ReadonlyMap<string, string>;
  private readonly byKey = new Map<string, Municipality>();
  private readonly travelTimes = new Map<string, number>();

  constructor(
    geography: CompactGeography,
    private readonly travel: TravelEstimate,
  ) {
    this.version = geography.version;
    this.counties = new Map(geography.counties);
    for (const [code, name, latitude, longitude, concept] of geography.municipalities) {
      const municipality = { code, name, county: code.slice(0, 2), latitude, longitude, concept };
      this.byKey.set(code, municipality).set(concept, municipality);
    }
  }

  municipality(key: string): Municipality | undefined {
    return this.byKey.get(key);
  }

  municipalities(): Municipality[] {
    return [...new Set(this.byKey.values())];
  }

  travelMinutes(from: string, to: string, byCar: boolean): number | undefined {
    if (from === to) return 0;
    const key = `${from}${to}${byCar ? 'c' : ''}`;
    const known = this.travelTimes.get(key);
    if (known !== undefined) return known;
    const [a, b] = [this.municipality(from), this.municipality(to)];
    if (!a || !b) return undefined;
    const minutes = travelMinutes(a, b, byCar, this.travel);
    this.travelTimes.set(key, minutes);
    return minutes;
  }
}
