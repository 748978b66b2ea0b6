// Prints lists for readers to judge, as an officer would (`node bench/lists-to-judge.mjs occupations|vacancies`).
// occupations: the first ten shortage occupations of thirty people, ten of the demo, and twenty made from published ads of
// different groups, who live in the north. vacancies: the first five ads of ten people made from ads of different groups.
import { contextOf, ExactEngine } from '@lotsen/matching-engine';
import { Generator } from '@lotsen/platform/generator';
import { loadModel, loadReference } from '@lotsen/reference';
import { candidateFacts } from '@lotsen/testing/facts';
import { DemoField } from '../cli/dist/start/demo-field.js';
import { occupationTargetOf } from '../services/matching/dist/shortage/occupation-target.js';
import { adsOf } from './quality/ads.mjs';
import { personOf } from './quality/people.mjs';

const asOf = '2026-11-28';
const swedish = 'zSLA_vw2_FXN';
const homes = ['2480', '2482', '2481', '2580', '2581', '2584', '2281', '2284', '2280', '2523'];
const reference = loadReference();
const model = loadModel();
const engine = new ExactEngine(contextOf(reference, model, asOf), async () => undefined);

const about = { places: 'county', names: 'by-label' };
const assessments = reference.shortages.filter(({ county }) => county !== '00');
engine.apply({
  candidates: [],
  targets: assessments.map((one) => {
    const facts = occupationTargetOf(one, undefined, reference, about);
    return { kind: 'occupation', id: facts.id, facts };
  }),
});
function label(id) {
  return reference.occupation(id)?.label ?? reference.group(id)?.label ?? id;
}

const byId = new Map(assessments.map((one) => [`${one.occupation}:${one.county}`, one]));

if (process.argv[2] === 'vacancies') await vacancyLists();
else if (process.argv[2] === 'occupations') await occupationLists();
else {
  console.error('Name the lists: occupations or vacancies.');
  process.exitCode = 2;
}

async function vacancyLists() {
  const ads = adsOf(reference) ?? [];
  const titles = new Map(ads.map(({ ad, target }) => [target.id, { ad, target }]));
  engine.apply({
    candidates: [],
    targets: ads.map(({ target }) => ({ kind: 'vacancy', id: target.id, facts: target })),
  });
  for (const [at, own] of ofDifferentGroups(40)
    .filter((_, one) => one % 4 === 0)
    .slice(0, 10)
    .entries()) {
    const facts = {
      ...personOf(own, reference, asOf, true),
      shifts: ['day'],
      languages: [{ language: swedish, level: 'C1' }],
    };
    engine.apply({ candidates: [{ id: facts.id, facts, organisation: 'o', sharedWith: [] }], targets: [] });
    const { list } = await engine.targetsOf(facts.id, { kind: 'vacancy' }, 500);
    console.log(`\n## Person ${at + 1}\n${inWords(facts)}`);
    const shown = [...list.listed, ...list.near].filter(({ linked }) => linked).slice(0, 5);
    for (const [place, entry] of shown.entries()) console.log(adInWords(place + 1, entry, titles.get(entry.target)));
    console.log(
      `(${list.counts.eligible} eligible, ${list.counts['to-clarify']} to be clarified, ${list.counts.near} nearly; ${list.unlinked.listed} only within reach)`,
    );
  }
}

function adInWords(place, { verdict, missing, toClarify, told, asksForSomething }, { ad, target }) {
  const named = ({ kind, of }) =>
    [
      kind,
      of && (reference.skill(of)?.label ?? reference.licence(of)?.label ?? reference.language(of)?.label ?? label(of)),
    ]
      .filter(Boolean)
      .join(' ');
  const words = verdict === 'eligible' && !asksForSomething ? 'no stated requirements' : verdict;
  const open = [
    ...missing.map((one) => `missing ${named(one)}`),
    ...toClarify.map((one) => `clarify ${named(one)}`),
    ...told.map((of) => `for a time only without ${reference.licence(of)?.label}`),
  ];
  return `${place}. ${ad.headline} [${label(target.occupations[0])}, ${reference.municipality(target.places[0] ?? '')?.name ?? '–'}] – ${words}. ${open.join('; ')}`;
}

async function occupationLists() {
  const people = [...ofDemo(10), ...ofAds(20)];
  for (const [at, facts] of people.entries()) {
    engine.apply({ candidates: [{ id: facts.id, facts, organisation: 'o', sharedWith: [] }], targets: [] });
    const ids = [...byId.keys()].filter((id) => id.endsWith(`:${facts.home.slice(0, 2)}`));
    const { list } = await engine.targetsOf(facts.id, { kind: 'occupation', ids }, 500);
    const worth = ({ target, score }) => Math.floor((score * model.shortageValue[byId.get(target).situation]) / 100);
    const ordered = [...list.listed, ...list.near]
      .filter(({ linked }) => linked)
      .sort((a, b) => rank(a) - rank(b) || worth(b) - worth(a));
    const shown = ordered.slice(0, 10);
    const outlooks = new Map(
      (
        await engine.outlooks(
          facts.id,
          shown.map(({ target }) => target),
        )
      ).map((one) => [one.target, one]),
    );
    console.log(`\n## Person ${at + 1}\n${inWords(facts)}`);
    for (const [place, entry] of shown.entries()) console.log(line(place + 1, entry, outlooks.get(entry.target)));
    if (shown.length === 0) console.log('(nothing is linked to this person)');
  }
}

function rank({ verdict }) {
  return Number(verdict === 'near');
}

function ofDemo(count) {
  const field = new DemoField(reference, new Generator(7), new Date(asOf));
  return Array.from({ length: count }, (_, at) => {
    const { facts } = field.person(at + 1);
    const record = `demo-${at}`;
    const { skills, ...rest } = facts;
    return candidateFacts({
      ...rest,
      id: record,
      evidence: skills.map((one) => ({ ...one, validUntil: null, record })),
      licences: facts.licences.map((one) => ({ ...one, validUntil: null, record })),
      experience: facts.experience.map((one) => ({ ...one, record })),
      education: facts.education ? facts.education.map((one) => ({ ...one, record })) : 'unknown',
    });
  });
}

function ofAds(count) {
  const made = ofDifferentGroups(count).map((one) => personOf(one, reference, asOf));
  return made.map((facts, at) => ({ ...facts, home: homes[at % homes.length] }));
}

/** The first ad of each group. */
function ofDifferentGroups(count) {
  const groups = new Map();
  for (const one of adsOf(reference) ?? []) if (!groups.has(one.target.ssyk[0])) groups.set(one.target.ssyk[0], one);
  return [...groups.values()].slice(0, count);
}

function inWords({ home, experience, licences, education, evidence, languages, drivingLicences, wantedOccupations }) {
  return [
    `Bor i ${reference.municipality(home)?.name ?? 'okänd kommun'}`,
    `har arbetat som: ${experience.map(({ occupation, months }) => `${label(occupation)} (${months} mån)`).join(', ') || '–'}`,
    `önskar: ${wantedOccupations.map(label).join(', ') || '–'}`,
    `kan: ${evidence.map(({ skill }) => reference.skill(skill)?.label).join(', ') || '–'}`,
    `legitimation/bevis: ${licences.map(({ licence }) => reference.licence(licence)?.label).join(', ') || '–'}`,
    `utbildning: ${education === 'unknown' ? 'okänd' : education.map(({ level, field }) => [reference.education('level', level)?.label, reference.education('field', field)?.label].filter(Boolean).join(', ')).join('; ') || '–'}`,
    `språk: ${languages.map(({ language, level }) => `${reference.language(language)?.label} ${level}`).join(', ') || '–'}; körkort: ${drivingLicences.join(', ') || '–'}`,
  ].join('\n');
}

function line(place, { target, verdict, missing, told }, outlook) {
  const { label: title, situation, basis } = byId.get(target);
  const why = outlook.links.map((link) => {
    if (link.by === 'skill') return `kan ${reference.skill(link.of)?.label}`;
    if (link.by === 'licence') return `har ${reference.licence(link.of)?.label}`;
    if (link.by === 'education') return `är utbildad för ${reference.licence(link.of)?.label}`;
    if (link.by === 'wish') return `önskar ${label(link.of)}`;
    return `har arbetat som ${label(link.of)} (${link.basis === 'same' ? 'samma yrke' : `${link.percent} % likt`})`;
  });
  const gone = missing.map(({ kind, of }) => (kind === 'licence' ? reference.licence(of)?.label : kind));
  const some = told.map((of) => `; behövs i några av yrkena: ${reference.licence(of)?.label}`).join('');
  const state = verdict === 'near' ? `något saknas: ${gone.join(', ')}` : `inget i lagen hindrar${some}`;
  return `${String(place).padStart(2)}. ${title} [${situation}, ${basis ?? '–'}] – ${state}. Yrken: ${outlook.names.slice(0, 3).map(label).join(' · ')}. Varför: ${why.join('; ')}`;
}
