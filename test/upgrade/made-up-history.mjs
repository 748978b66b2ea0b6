// The history in a fixture: made-up people, vacancies and outcomes, created through the HTTP API as users create them.
// Nothing in it depends on the day (no date that expires, no year of experience), so that lists of different days can
// be compared.

const number = (at) => {
  // The Swedish Tax Agency reserves individual numbers from 980 for tests. The last digit is Luhn's check digit.
  const nine = `${String(70 + at)}0101${String(980 + (at % 20))}`;
  const sum = [...nine].reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `19${nine}${(10 - (sum % 10)) % 10}`;
};

const occupations = ['4zLr_jP5_peZ', 'Edjj_2Q7_P8X', 'bSEB_VKd_Ub3', 'JbJw_as4_S93', '2qmv_BHZ_kuo', 'BNz8_F9J_y2L'];
const places = ['2481', '2482', '2580', '2480'];
const skills = ['xowU_8Wu_K7C', 'tykJ_BZQ_Wer', 'hqYJ_jyZ_Ks8', 'MR4H_FFT_mTj'];
const of = (list, at) => list[at % list.length];

export const personCount = 28;

const person = (at) => ({
  identity: {
    name: `Demoperson ${at + 1}`,
    ...(at % 3 === 0 ? { personnummer: number(at), email: `demoperson.${at + 1}@example.org` } : {}),
  },
  linksEvidence: at % 7 !== 6,
  facts: {
    ...(at % 9 === 8 ? {} : { home: of(places, at) }),
    ...(at % 4 === 3 ? {} : { maxCommuteMinutes: 30 + 15 * (at % 5) }),
    drivesToWork: at % 2 === 0,
    drivingLicences: at % 2 === 0 ? ['B'] : [],
    languages: [{ language: 'zSLA_vw2_FXN', level: of(['A2', 'B1', 'B2', 'C1'], at) }],
    ...(at % 5 === 4 ? {} : { experience: [{ occupation: of(occupations, at), months: 6 + 5 * at }] }),
    skills: at % 2 === 1 ? [{ skill: of(skills, at), outcome: 'employment' }] : [],
    wantedOccupations: at % 3 === 1 ? [of(occupations, at)] : [],
    ...(at % 6 === 5 ? { hours: { least: 50, most: 100 } } : {}),
  },
});

const vacancy = (at, more = {}) => ({
  title: `Demo: tjänst ${at + 1}`,
  employer: { name: `Demoarbetsgivare ${at + 1}` },
  occupation: of(occupations, at),
  place: of(places, at),
  requirements: [
    { kind: 'language', must: at % 2 === 0, language: 'zSLA_vw2_FXN', level: 'B1' },
    ...(at % 3 === 0 ? [{ kind: 'driving-licence', must: true, code: 'B' }] : []),
    ...(at % 3 === 1 ? [{ kind: 'skill', must: false, skill: of(skills, at) }] : []),
  ],
  demo: true,
  ...more,
});

const placement = (at) => ({
  kind: of(['arbetspraktik', 'apl', 'sprakpraktik'], at),
  title: `Demo: praktik ${at + 1}`,
  employer: { name: `Demoarbetsplats ${at + 1}` },
  occupation: of(occupations, at),
  place: of(places, at),
  start: '2098-02-01',
  end: '2098-05-31',
  capacity: 1 + (at % 3),
  trains: skills.slice(0, 1 + (at % 3)),
  languageSupport: at % 2 === 0,
  demo: true,
});

const ad = (id, more = {}) =>
  JSON.stringify({
    id,
    headline: `Demo: annons ${id}`,
    employer: { name: 'Demoarbetsgivaren' },
    occupation_group: { legacy_ams_taxonomy_id: '5330' },
    workplace_address: { municipality_code: '2481' },
    ...more,
  });

/** Creates the history, and publishes a record by `log` that no service can read. Returns the ids of all it created. */
export async function tell(api, log) {
  const people = [];
  for (let at = 0; at < personCount; at++) people.push((await api.post('officer', '/v1/candidates', person(at))).id);
  for (const at of [4, 11, 17]) await api.change('officer', `/v1/candidates/${people[at]}`, 'POST', '/pause');
  for (const at of [2, 9])
    await api.change('officer', `/v1/candidates/${people[at]}`, 'PUT', '/facts', {
      ...person(at).facts,
      acceptsRemote: true,
    });
  await api.change('officer', `/v1/candidates/${people[6]}`, 'PUT', '/evidence-link', { yes: true });

  const units = [
    { unit: 'D1', label: 'Demo: vård i hemmet', skills: skills.slice(0, 2) },
    { unit: 'D2', label: 'Demo: omvårdnad', skills: skills.slice(2) },
  ];
  const profile = { name: 'Demoprofil: omsorg', process: 'komvux', saidBy: 'Demo', demo: true, units };
  const profiles = [];
  for (const name of ['Demoprofil: omsorg', 'Demoprofil: kök'])
    profiles.push((await api.post('learning-centre', '/v1/validations/profiles', { ...profile, name })).id);
  await api.change('learning-centre', `/v1/validations/profiles/${profiles[1]}`, 'PUT', '', {
    ...profile,
    name: 'Demoprofil: kök, ändrad',
  });

  const outcome = (candidate, at) => ({
    candidate,
    profile: of(profiles, at),
    result: of(['certificate', 'mapping', 'grade'], at),
    // A grade is never given in part.
    units: [{ unit: of(['D1', 'D2'], at), extent: at % 3 === 2 ? 'full' : of(['full', 'part'], at) }],
    assessedOn: '2026-09-01',
  });
  const outcomes = [];
  for (let at = 0; at < 12; at++)
    outcomes.push((await api.post('learning-centre', '/v1/validations/outcomes', outcome(people[2 * at], at))).id);
  await api.change('learning-centre', `/v1/validations/outcomes/${outcomes[1]}`, 'PUT', '', outcome(people[2], 0));
  await api.change('learning-centre', `/v1/validations/outcomes/${outcomes[3]}`, 'POST', '/withdraw');
  const stranger = await api.post('learning-centre', '/v1/candidates/resolve', { personnummer: number(29) });
  await api.post('learning-centre', '/v1/validations/outcomes', outcome(stranger.candidate, 0));

  const vacancies = [];
  for (let at = 0; at < 10; at++) vacancies.push((await api.post('employer', '/v1/vacancies', vacancy(at))).id);
  await api.change('employer', `/v1/vacancies/${vacancies[1]}`, 'PUT', '', vacancy(1, { positions: 3 }));
  await api.change('employer', `/v1/vacancies/${vacancies[5]}`, 'POST', '/withdraw');
  await api.importAds(['d1', 'd2', 'd3', 'd4'].map((id) => ad(id)));
  await api.importAds([
    ad('d2', { number_of_vacancies: 2 }),
    ad('d3', { removed: true }),
    // Its last day has passed. Later releases close it by the calendar.
    ad('d5', { application_deadline: '2026-01-31T23:59:59' }),
  ]);

  const placements = [];
  for (let at = 0; at < 6; at++) placements.push((await api.post('coordinator', '/v1/placements', placement(at))).id);
  await api.change('coordinator', `/v1/placements/${placements[1]}`, 'PUT', '', { ...placement(1), capacity: 4 });
  await api.change('coordinator', `/v1/placements/${placements[2]}`, 'POST', '/withdraw');

  await api.post('analyst', '/v1/matching/shortage/import', {
    rows: [
      { yb_concept_id: 'demo-yrke', yb_yrke: 'Demoyrket', lan: '25', ssyk: '5330', rekryteringssituation: 'Brist' },
    ].map((row) => ({ ...row, omgang: 'demo' })),
  });
  await api.change('officer', `/v1/candidates/${people[24]}`, 'DELETE', '');
  await log({ topic: 'lotsen.vacancies.vacancy', key: 'nobody', value: '{ broken' });
  return { people, outcomes, vacancies, placements, stranger: stranger.candidate, erased: [people[24]] };
}

/** Makes changes while the log accepts nothing, so that their events wait in the outbox. */
export async function tellWhileTheLogWaits(api, { people, outcomes, vacancies }) {
  const late = await api.post('officer', '/v1/candidates', person(personCount));
  await api.change('officer', `/v1/candidates/${people[11]}`, 'POST', '/resume');
  await api.change('employer', `/v1/vacancies/${vacancies[2]}`, 'PUT', '', vacancy(2, { positions: 2 }));
  await api.change('learning-centre', `/v1/validations/outcomes/${outcomes[6]}`, 'POST', '/withdraw');
  // The person has an outcome, and the erasure still has to reach the service that holds it.
  await api.change('officer', `/v1/candidates/${people[10]}`, 'DELETE', '');
  return { late: late.id, erased: [people[10]] };
}
