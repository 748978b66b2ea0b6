import type { LicenceRule } from './types.js';

/** The table of licences and titles. */
export class LicenceRules {
  private readonly byId: ReadonlyMap<string, LicenceRule>;
  private readonly required = new Map<string, readonly LicenceRule[]>();

  constructor(readonly all: readonly LicenceRule[]) {
    this.byId = new Map(all.map((rule) => [rule.id, rule]));
  }

  licence(id: string): LicenceRule | undefined {
    return this.byId.get(id);
  }

  requiredIn(occupation: string, ssyk: string | undefined, permanent: boolean, since?: '2'): readonly LicenceRule[] {
    const key = `${occupation} ${ssyk} ${permanent} ${since}`;
    const known = this.required.get(key);
    if (known) return known;
    const required = this.all.filter((rule) => {
      const { groups, occupations } = (since && rule.since2) ?? { groups: [], occupations: [] };
      const named = [...rule.occupations, ...occupations].includes(occupation);
      const inGroup = ssyk !== undefined && [...rule.groups, ...groups].includes(ssyk);
      return (named || inGroup) && !rule.exempt.includes(occupation) && (rule.requiredFor === 'always' || permanent);
    });
    this.required.set(key, required);
    return required;
  }

  after(level: string, field: string): LicenceRule[] {
    return this.all.filter(
      ({ trainedBy }) =>
        trainedBy && level[0] && level[0] >= trainedBy.level && trainedBy.fields.some((one) => field.startsWith(one)),
    );
  }
}
