// Prints the first ten shortage occupations of thirty people, for readers to judge (`node bench/shortage-lists.mjs`): ten
// people of the demo, and twenty made from published ads of different groups, who live in the north.
import { contextOf, ExactEngine } from '@lotsen/matching-engine';
import { Generator } from '@lotsen/platform/generator';
import { loadModel, loadReference } from '@lotsen/reference';
import { candidateFacts } from '@lotsen/testing/facts';
import { DemoField } from '../cli/dist/start/demo-field.js';
import { occupationTargetOf } from '../services/matching/dist/shortage/occupation-target.js';
import { adsOf } from './quality/ads.mjs';
import { personOf } from './quality/people.mjs';

const asOf = '2026-11-28';
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
  const groups = new Set();
  const chosen = [];
  for (const one of adsOf(reference) ?? []) {
    const [ssyk] = one.target.ssyk;
    if (groups.has(ssyk) || chosen.length === count) continue;
    groups.add(ssyk);
    chosen.push(one);
  }
  return chosen.map((one, at) => ({ ...personOf(one, reference, asOf), home: homes[at % homes.length] }));
}

function inWords({ home, experience, licences, education, evidence, languages, drivingLicences, wantedOccupations }) {
  return [
    `Bor i ${reference.municipality(home)?.name}`,
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
