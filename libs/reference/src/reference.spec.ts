import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { assistantNurse, assistantNurseTitle, careAssistant } from '@lotsen/testing/concepts';
import {
  componentNames,
  conditionKinds,
  demoValidationProfiles,
  fold,
  loadModel,
  loadReference,
  modelVersions,
} from './index.js';

const reference = loadReference();

describe('folding a label', () => {
  it('ignores case, accents and no-break spaces, and keeps å, ä and ö as letters of their own', () => {
    expect(fold('  Résumé IDÉ ')).toBe('resume ide');
    expect(fold('Bevis om')).toBe('bevis om');
    expect(fold('SJUKSKÖTERSKA')).toBe('sjuksköterska');
    expect(fold('Lön')).not.toBe(fold('Lon'));
  });

  it('normalises no more than thirty marks in a row, however many a text has', () => {
    const normalize = jest.spyOn(String.prototype, 'normalize');
    const folded = fold(`e${'\u0301\u0316'.repeat(2000)} e${'\u0301'.repeat(30)}`);
    const given = normalize.mock.contexts.map(String);
    normalize.mockRestore();
    expect(folded).toBe('e e');
    expect(given.length).toBeGreaterThan(1);
    expect(given.filter((text) => /\p{M}{31}/u.test(text))).toEqual([]);
  });
});

describe('look-up', () => {
  it('finds a group by its code or id, an occupation by id or label', () => {
    expect(reference.group('5330')).toBe(reference.group('tAJS_JNb_hDH'));
    expect(reference.occupation(careAssistant)).toMatchObject({ label: 'Vårdbiträde', retired: false });
    expect(reference.find('occupation', 'vårdbiträde')).toEqual([careAssistant]);
    expect(reference.find('occupation', 'vardbitrade')).toEqual([]);
    expect(reference.find('skill', 'bevis om skyddad yrkestitel som undersköterska')).toEqual([assistantNurseTitle]);
  });

  it('knows retired occupations, through their group where the crosswalk is unanimous', () => {
    expect(reference.occupation('1Wdh_jwR_Foy')).toMatchObject({ retired: true, group: { ssyk: '3117' } });
    expect(reference.occupation('15DU_axL_nRT')).toMatchObject({ retired: true, group: undefined });
    expect(reference.occupation('nothing')).toBeUndefined();
  });

  it('has the published crosswalk to ESCO, for retired occupations too', () => {
    expect(reference.escoOf('17Dr_FKk_44V')).toMatchObject([{ match: 'exact', isco: '8152' }]);
    expect(reference.escoOf('1DSQ_YqU_AMs').map(({ match }) => match)).toEqual(['narrow', 'broad']);
    expect(reference.esco.occupations).toHaveLength(3007);
  });

  it('has the published substitutability, in its direction', () => {
    expect(reference.substitutes('bpwq_MEr_hvP').get('MQHi_q9J_x2d')).toBe(25);
    expect(reference.substitutes(careAssistant).get('eU1q_zvL_9Rf')).toBe(75);
    expect(reference.substitutes('nothing').size).toBe(0);
  });

  it('has 290 municipalities in 21 counties, and the travel times of the acceptance cases', () => {
    expect(reference.municipalities()).toHaveLength(290);
    expect(reference.counties().size).toBe(21);
    expect(reference.travelMinutes('2481', '2417', true)).toBe(54);
    expect(reference.travelMinutes('2481', '2462', true)).toBe(100);
    expect(reference.travelMinutes('2582', '2580', true)).toBe(34);
    expect(reference.travelMinutes('2482', '2417', true)).toBe(75);
    expect(reference.travelMinutes('2481', '2481', false)).toBe(0);
    expect(reference.travelMinutes('2481', '9999', true)).toBeUndefined();
    expect(reference.travelMinutes('2481', '2417', false)).toBeGreaterThan(54);
  });

  it('has driving licences, languages and education by code and id', () => {
    expect(reference.drivingLicence('VTK8_WRx_GcM')).toBe('B');
    expect(reference.language('sv')?.label).toBe('Svenska');
    expect(reference.education('level', '3')?.label).toBe('Gymnasial utbildning');
    expect(reference.education('field', '72')?.label).toBe('Hälso- och sjukvård');
  });
});

describe('licences and titles', () => {
  it('every rule names a concept, a law, and occupations that exist', () => {
    for (const rule of reference.licences) {
      expect(reference.skill(rule.id)?.label).toBe(rule.label);
      expect(rule.law).not.toBe('');
      for (const group of rule.groups) expect(reference.group(group)).toBeDefined();
      for (const id of [...rule.occupations, ...rule.exempt]) expect(reference.occupation(id)).toBeDefined();
    }
  });

  it('the protected title gates assistant nurses and not care assistants', () => {
    const required = (id: string) =>
      reference.licencesRequiredIn(id, reference.ssykOf(id), true).map(({ id: of }) => of);
    expect(required(assistantNurse)).toEqual([assistantNurseTitle]);
    expect(required(careAssistant)).toEqual([]);
  });

  it('students of a profession need no licence for it', () => {
    const students = reference.occupationsOf('2221').filter(({ id }) => reference.isTraineeName(id));
    expect(students.length).toBeGreaterThan(0);
    for (const { id } of students) expect(reference.licencesRequiredIn(id, '2221', true)).toEqual([]);
  });
});

describe('shortage', () => {
  it('keeps "no assessment" and "paradox" as they are, keyed by occupation and county', () => {
    const situations = new Set(reference.shortages.map(({ situation }) => situation));
    expect(situations).toEqual(new Set(['shortage', 'balance', 'surplus', 'paradox', 'no-assessment']));
    const keys = reference.shortages.map(({ occupation, county }) => `${occupation}:${county}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('what is shipped', () => {
  it('is under 3 MB in all', () => {
    const folder = new URL('../data/', import.meta.url);
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('the demo profiles name skills that exist, and say that they are demo', () => {
    for (const profile of demoValidationProfiles()) {
      expect(profile.name).toMatch(/^Demo:/u);
      for (const unit of profile.units) for (const skill of unit.skills) expect(reference.skill(skill)).toBeDefined();
    }
  });

  it.each(modelVersions)('version %s of the model: the component weights are a hundred', (version) => {
    expect(Object.values(loadModel(undefined, version).weights).reduce((a, b) => a + b, 0)).toBe(100);
  });

  it.each(modelVersions)('version %s has a weight for every component, and days for every condition', (asked) => {
    const { version, weights, closable } = loadModel(undefined, asked);
    expect(version).toBe(asked);
    expect(Object.keys(weights)).toEqual([...componentNames]);
    expect(Object.keys(closable).sort()).toEqual([...conditionKinds].sort());
  });
});
