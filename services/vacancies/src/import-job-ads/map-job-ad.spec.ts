import { describe, expect, it } from '@jest/globals';
import { contextOf, prepareTarget } from '@lotsen/matching-engine';
import { loadModel, loadReference } from '@lotsen/reference';
import { careAssistant, swedish } from '@lotsen/testing/concepts';
import { targetFacts } from '@lotsen/testing/facts';
import { type JobAd, parseJobAd } from './job-ad.js';
import { mapJobAd, notesOf } from './map-job-ad.js';
import { AdTexts } from './text/ad-texts.js';

const reference = loadReference();
const texts = new AdTexts(reference);
const careGroup = { concept_id: 'tAJS_JNb_hDH', legacy_ams_taxonomy_id: '5330' };
const ad = (given: Partial<JobAd> = {}): JobAd => ({
  id: '1',
  headline: 'Vårdbiträde',
  occupation: { concept_id: careAssistant },
  occupation_group: careGroup,
  workplace_address: { municipality_code: '2481', country_code: '199' },
  ...given,
});
const mapped = (given: Partial<JobAd> = {}) => {
  const content = mapJobAd(ad(given), reference, texts);
  if ('code' in content) throw new Error(content.code);
  return content;
};

describe('a line', () => {
  it.each([
    ['not-json', '{'],
    ['not-an-ad', '[]'],
    ['not-an-ad', 'null'],
    ['not-an-ad', '{"id":1,"headline":"x"}'],
    ['not-an-ad', '{"id":"1"}'],
  ])('is refused as %s: %s', (code, line) => expect(parseJobAd(line)).toMatchObject({ refusal: { code } }));

  it('of a removed ad needs nothing but its id', () => {
    expect(parseJobAd('{"id":"1","removed":true}')).toMatchObject({ ad: { id: '1' } });
  });
});

describe('an ad', () => {
  it('whose occupation is retired takes the group that it names', () => {
    expect(mapped({ occupation: { concept_id: 'gone_gone_gone' } })).toMatchObject({
      occupation: 'tAJS_JNb_hDH',
      ssyk: '5330',
    });
    const byCode = { concept_id: null, legacy_ams_taxonomy_id: '5330' };
    expect(mapped({ occupation: null, occupation_group: byCode })).toMatchObject({ ssyk: '5330' });
  });

  it('whose occupation is retired takes the name in use with its label in the group', () => {
    const badvakt = { concept_id: 'qtPc_BJB_SYL', label: 'Badvakt' };
    const group = { legacy_ams_taxonomy_id: '5419' };
    const named = { occupation: 'BbNn_Gtf_rKp', ssyk: '5419' };
    expect(mapped({ occupation: badvakt, occupation_group: group })).toMatchObject(named);
    // The label of the ad is the newer one.
    expect(mapped({ occupation: { ...badvakt, concept_id: 'gone_gone_gone' }, occupation_group: group })).toMatchObject(
      named,
    );
    // A namesake in another group is another occupation.
    expect(mapped({ occupation: badvakt })).toMatchObject({ ssyk: '5330' });
  });

  it.each([
    ['Nzmh_iTb_z7h', 'Grundlärare, 4-6', '2341', 'Lärarlegitimation'],
    ['f8q7_Rwv_TP4', 'Lärare i gymnasieskolan', '2330', 'Lärarlegitimation'],
    ['gone_gone_gone', 'Sjuksköterska, grundutbildad', '2221', 'Legitimation som sjuksköterska'],
  ])('under the retired name %s, %s, asks for the licence of the law', (concept_id, label, ssyk, licence) => {
    const { occupation } = mapped({
      occupation: { concept_id, label },
      occupation_group: { legacy_ams_taxonomy_id: ssyk },
    });
    const vacancy = targetFacts({ occupations: [occupation], ssyk: [ssyk], permanent: true });
    const context = contextOf(reference, loadModel(), '2026-11-22');
    expect(prepareTarget(vacancy, context).licences.map(({ rule }) => rule.label)).toEqual([licence]);
  });

  it.each([
    ['its own retired occupation', 'qtPc_BJB_SYL', 'BbNn_Gtf_rKp'],
    ['an occupation in use', careAssistant, careAssistant],
    ['one that nobody knows', 'gone_gone_gone', 'GROUP'],
  ])('loses no experience that it asks for, in %s', (_, asked, kept) => {
    const { requirements } = mapped({
      occupation: { concept_id: 'qtPc_BJB_SYL', label: 'Badvakt' },
      occupation_group: { legacy_ams_taxonomy_id: '5419' },
      must_have: { work_experiences: [{ concept_id: asked }] },
    });
    const occupation = kept === 'GROUP' ? reference.group('5419')?.id : kept;
    expect(requirements).toEqual([{ kind: 'experience', must: true, occupation }]);
  });

  it('without any known occupation cannot be matched', () => {
    expect(mapJobAd(ad({ occupation: null, occupation_group: null }), reference, texts)).toMatchObject({
      code: 'no-occupation',
    });
  });

  it('may lie in no municipality, or abroad', () => {
    expect(mapped({ workplace_address: null })).toMatchObject({ place: null, abroad: false });
    expect(mapped({ workplace_address: { municipality_code: null, country_code: '155' } })).toMatchObject({
      place: null,
      abroad: true,
    });
  });

  it.each([
    [null, null],
    [{ min: null, max: null }, null],
    [{ min: 0, max: 100 }, null],
    [
      { min: 50, max: 100 },
      { least: 50, most: 100 },
    ],
  ])('of scope %j asks for hours %j', (scope, hours) => expect(mapped({ scope_of_work: scope }).hours).toEqual(hours));

  it.each([
    [null, false],
    [false, false],
    [true, true],
    [{ option: null }, false],
    [{ option: 'Inget distansarbete' }, false],
    [{ option: 'Nej' }, false],
    [{ option: 'Delvis' }, false],
    [{ option: 'Hybrid' }, false],
    [{ option: 'Ja' }, true],
    [{ option: 'Helt på distans' }, true],
    [{ option: 'fully remote' }, true],
  ])('whose field for remote work is %j is remote: %s', (remote_work, remote) => {
    expect(mapped({ remote_work }).remote).toBe(remote);
  });

  it('keeps the day of its deadline, which has no zone', () => {
    expect(mapped({ application_deadline: '2026-03-08T23:59:59' }).lastApplicationDay).toBe('2026-03-08');
  });

  it('is permanent unless its duration has an end', () => {
    expect(mapped({ duration: { concept_id: 'a7uU_j21_mkL' } }).permanent).toBe(true);
    expect(mapped({ duration: null }).permanent).toBe(true);
    expect(mapped({ duration: { concept_id: 'Xj7x_7yZ_jEn' } }).permanent).toBe(false);
  });

  it('has musts and wishes; what is asked twice counts once, as a must', () => {
    const skill = { concept_id: 'Q7eC_B7g_QiU' };
    const { requirements } = mapped({
      must_have: {
        skills: [skill],
        languages: [{ concept_id: swedish }],
        work_experiences: [{ concept_id: careAssistant }],
      },
      nice_to_have: { skills: [skill, { concept_id: 'unknown' }] },
    });
    expect(requirements).toEqual([
      { kind: 'skill', must: true, skill: 'Q7eC_B7g_QiU' },
      { kind: 'experience', must: true, occupation: careAssistant },
      { kind: 'language', must: true, language: swedish, level: null },
    ]);
  });

  it('names education by an older taxonomy, whose labels lead to SUN', () => {
    const { requirements } = mapped({
      must_have: {
        education_level: [{ concept_id: 'x', label: 'Eftergymnasial utbildning två år eller längre' }],
        education: [{ concept_id: 'y', label: 'Data' }],
      },
    });
    expect(requirements).toEqual([
      { kind: 'education', must: true, level: '5', field: null },
      { kind: 'education', must: true, level: null, field: '48' },
    ]);
  });

  it('asks for driving licences and an own car', () => {
    const { requirements } = mapped({
      driving_license_required: true,
      driving_license: [{ concept_id: 'VTK8_WRx_GcM', label: 'B' }],
      access_to_own_car: true,
    });
    expect(requirements).toEqual([
      { kind: 'driving-licence', must: true, code: 'B' },
      { kind: 'car', must: true },
    ]);
  });

  it('takes no more than its event may hold: requirements, number and link', () => {
    const skills = [...reference.skills()].slice(0, 201).map(({ id }) => ({ concept_id: id }));
    expect(mapped({ must_have: { skills: skills.slice(0, 200) } }).requirements).toHaveLength(200);
    const refused = [
      { must_have: { skills } },
      { must_have: { skills: skills.slice(0, 101) }, nice_to_have: { skills: skills.slice(101) } },
      { must_have: { education: Array.from({ length: 201 }, () => ({ label: 'x' })) } },
      { driving_license_required: false, driving_license: Array.from({ length: 201 }, () => ({})) },
      { employer: { organization_number: '1'.repeat(41), name: 'x' } },
      { employer: { organization_number: 5_560_000_000 as unknown as string, name: 'x' } },
    ];
    for (const given of refused) {
      expect(mapJobAd(ad(given), reference, texts)).toMatchObject({ code: 'bad-value' });
    }
    expect(mapped({ webpage_url: `https://a.example/${'x'.repeat(500)}` }).link).toBeNull();
    expect(parseJobAd(JSON.stringify({ id: '1'.repeat(101), headline: 'x' }))).toMatchObject({
      refusal: { code: 'not-an-ad' },
    });
  });

  it('stands where its municipality does, by code or by concept, in Sweden however that is written', () => {
    const place = (address: NonNullable<JobAd['workplace_address']>) => mapped({ workplace_address: address });
    const concept = reference.municipality('2481')?.concept ?? '';
    expect(place({ municipality_code: '', municipality_concept_id: concept })).toMatchObject({ place: '2481' });
    expect(place({ municipality_code: ' 2481 ' })).toMatchObject({ place: '2481', abroad: false });
    for (const country_code of ['199', 199, 'SE', 'se', 'Sverige', '', null]) {
      expect(place({ municipality_code: '2481', country_code })).toMatchObject({ place: '2481', abroad: false });
    }
    expect(place({ municipality_code: '2481', country_code: '155' })).toMatchObject({ place: null, abroad: true });
  });

  it('may be applied for until a Swedish day', () => {
    expect(mapped({ application_deadline: '2026-12-01T23:30:00Z' }).lastApplicationDay).toBe('2026-12-02');
    expect(mapped({ application_deadline: '2026-12-01T23:59:59' }).lastApplicationDay).toBe('2026-12-01');
  });

  it('has no personal number in it, and tells what was left out', () => {
    const of = (number: string) => ({ employer: { organization_number: number, name: 'Test' } });
    expect([mapped(of('5560360793')).employer.organisation, notesOf(ad(of('5560360793')))]).toEqual(['5560360793', []]);
    expect(mapped(of('8507092388')).employer.organisation).toBeNull();
    expect(notesOf(ad(of('8507092388')))).toMatchObject([{ code: 'personal-number-left-out' }]);
    expect(mapped(of('5560360794')).employer.organisation).toBeNull();
    expect(notesOf(ad(of('5560360794')))).toMatchObject([{ code: 'not-an-organisation-number' }]);
    const named = {
      headline: 'Assistent åt 850709-2388',
      description: { text: 'Ring 850709-2388. Du har B-körkort.' },
    };
    expect(mapped(named).title).toBe('Assistent åt ••••••-••••');
    expect(JSON.stringify(mapped(named))).not.toContain('2388');
    expect(notesOf(ad(named))).toMatchObject([{ code: 'personal-number-left-out' }]);
  });

  it('is refused where a value cannot be', () => {
    expect(mapJobAd(ad({ number_of_vacancies: -1 }), reference, texts)).toMatchObject({ code: 'bad-value' });
    expect(mapJobAd(ad({ application_deadline: 'soon' }), reference, texts)).toMatchObject({
      code: 'bad-value',
    });
  });
});
