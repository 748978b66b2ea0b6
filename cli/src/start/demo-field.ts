import type { Generator } from '@lotsen/platform/generator';
import type { Municipality, Reference } from '@lotsen/reference';
import { type DemoTrade, demoCounties, demoTowns, demoTrades } from './demo-trades.js';

const swedish = 'zSLA_vw2_FXN';

interface Trade extends DemoTrade {
  readonly label: string;
  readonly id: string;
  readonly ssyk: string;
  readonly skillIds: readonly string[];
  readonly certificateIds: readonly string[];
}

/** Who a person of the demo is: what they can do already, or which step is the next one. */
const stories = { practises: 55, nextStep: 22, trainedElsewhere: 8, newcomer: 15 };

/**
 * Draws the vacancies, placements and people of the demo. All dates count from `begun`, so that a resumed fill sends the
 * same requests.
 */
export class DemoField {
  private readonly trades: ReadonlyMap<string, Trade>;
  private readonly towns: ReadonlyMap<string, Municipality>;
  private readonly townWeights: Record<string, number>;

  constructor(
    private readonly reference: Reference,
    private readonly random: Generator,
    private readonly begun: Date,
  ) {
    this.trades = new Map(Object.entries(demoTrades).map(([label, trade]) => [label, this.tradeOf(label, trade)]));
    const north = reference.municipalities().filter(({ county }) => demoCounties.includes(county));
    this.towns = new Map(north.map((town) => [town.code, town]));
    this.townWeights = Object.fromEntries(north.map(({ code }) => [code, demoTowns[code] ?? 0.5]));
  }

  /** A municipality of the three counties: the larger, the likelier. */
  town(): Municipality {
    return this.towns.get(this.random.weighed(this.townWeights)) as Municipality;
  }

  vacancy(number: number) {
    const { random } = this;
    const trade = this.trade();
    const place = this.town();
    const partTime = random.chance(trade.shifts ? 0.4 : 0.15);
    const skills = random.some(trade.skillIds, random.between(1, 3));
    return {
      title: `Demo: ${trade.label}, ${place.name}`,
      employer: { name: `Demoarbetsgivare ${(number % 40) + 1}` },
      occupation: trade.id,
      place: place.code,
      positions: random.chance(0.8) ? 1 : random.between(2, 6),
      permanent: random.chance(0.8),
      hours: partTime ? { least: 50, most: 80 } : { least: 100, most: 100 },
      ...(trade.shifts
        ? { shifts: random.pick([['day'], ['day', 'evening'], ['evening', 'weekend'], ['night']]) }
        : {}),
      requirements: [
        ...skills.map((skill, at) => ({ kind: 'skill', must: at === 0 && random.chance(0.3), skill })),
        ...trade.certificateIds.map((skill) => ({ kind: 'skill', must: random.chance(0.6), skill })),
        ...this.drivingAsked(trade).map((code) => ({ kind: 'driving-licence', must: true, code })),
        ...(random.chance(0.5)
          ? [{ kind: 'language', must: random.chance(0.5), language: swedish, level: random.pick(['B1', 'B1', 'B2']) }]
          : []),
      ],
      demo: true,
    };
  }

  placement(number: number) {
    const { random } = this;
    const trade = this.trade();
    const place = this.town();
    const start = random.between(14, 90);
    return {
      kind: random.pick(['apl', 'arbetspraktik', 'sprakpraktik', 'lia']),
      title: `Demo: praktik, ${trade.label}, ${place.name}`,
      employer: { name: `Demoarbetsplats ${(number % 20) + 1}` },
      occupation: trade.id,
      place: place.code,
      start: this.day(start),
      end: this.day(start + random.between(28, 120)),
      capacity: random.between(1, 4),
      trains: random.some(trade.skillIds, 3),
      languageSupport: random.chance(0.4),
      demo: true,
    };
  }

  person(number: number) {
    const { random } = this;
    const trade = this.trade();
    const told = random.weighed(stories);
    const story = told === 'nextStep' && !trade.from ? 'practises' : told;
    const drives = random.chance(0.75);
    const home = this.town();
    return {
      identity: { name: `Demoperson ${number}` },
      linksEvidence: random.chance(0.9),
      facts: {
        home: home.code,
        ...(random.chance(0.9) ? { maxCommuteMinutes: random.pick([30, 45, 60, 60, 90]) } : {}),
        drivesToWork: drives,
        moveTo: random.chance(0.15) ? random.some(demoCounties, 1) : [],
        acceptsRemote: random.chance(0.1),
        ...(random.chance(0.8) ? { availableFrom: '2026-01-01' } : {}),
        ...(random.chance(0.8) ? { hours: { least: random.pick([25, 50, 75]), most: 100 } } : {}),
        ...(random.chance(0.7) ? { shifts: random.pick([['day'], ['day', 'evening'], allShifts, allShifts]) } : {}),
        ...this.background(trade, story, drives),
        wantedOccupations: story === 'newcomer' || random.chance(0.6) ? [trade.id] : [],
      },
    };
  }

  /** What somebody has learnt and done, by their story. */
  private background(trade: Trade, story: keyof typeof stories, drives: boolean) {
    const { random } = this;
    const trained = story === 'practises' || story === 'trainedElsewhere';
    const own = story === 'nextStep' && trade.from ? this.reference.find('occupation', trade.from)[0] : trade.id;
    const ofLaw = this.reference.licencesRequiredIn(trade.id, trade.ssyk, true).map(({ id }) => id);
    const held = story === 'practises' ? [...ofLaw, ...trade.certificateIds] : [];
    const worked = story !== 'newcomer' && own !== undefined;
    const level = story === 'trainedElsewhere' ? ['A2', 'B1', 'B1', 'B2'] : ['B1', 'B2', 'C1', 'C2', 'C2'];
    return {
      drivingLicences: [...(drives ? ['B'] : []), ...(drives && story === 'practises' ? (trade.driving ?? []) : [])],
      languages: random.chance(0.95) ? [{ language: swedish, level: random.pick(level) }] : [],
      experience: worked
        ? [{ occupation: own, months: random.between(6, 140), lastYear: random.between(2018, 2026) }]
        : [],
      ...(trained && trade.education ? { education: [trade.education] } : {}),
      skills: random
        .some(trade.skillIds, story === 'newcomer' ? random.between(0, 1) : random.between(1, 4))
        .map((skill) => ({ skill, outcome: worked ? 'employment' : 'self-declared' })),
      licences: held.filter(() => random.chance(0.9)).map((licence) => ({ licence })),
    };
  }

  private drivingAsked({ driving, drives }: Trade): readonly string[] {
    if (driving) return driving;
    return drives && this.random.chance(drives) ? ['B'] : [];
  }

  private trade(): Trade {
    const shares = Object.fromEntries([...this.trades].map(([label, { share }]) => [label, share]));
    return this.trades.get(this.random.weighed(shares)) as Trade;
  }

  private tradeOf(label: string, trade: DemoTrade): Trade {
    const found = (kind: 'occupation' | 'skill', name: string) => {
      const id = this.reference.find(kind, name).find((one) => !this.reference.occupation(one)?.retired);
      if (id === undefined) throw new Error(`The reference data has no ${kind} "${name}", which the demo names.`);
      return id;
    };
    const id = found('occupation', label);
    return {
      ...trade,
      label,
      id,
      ssyk: this.reference.ssykOf(id) as string,
      skillIds: trade.skills.map((name) => found('skill', name)),
      certificateIds: (trade.certificates ?? []).map((name) => found('skill', name)),
    };
  }

  private day(days: number): string {
    return new Date(this.begun.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }
}

const allShifts = ['day', 'evening', 'night', 'weekend'];
