// People to judge lists by. They are made from the fields of published ads, never from their texts.
import { candidateFacts } from '@lotsen/testing/facts';

/** Somebody at a target's place and hours who has stated nothing that could stand in the way. */
const personAt = (target, given) =>
  candidateFacts({
    maxCommuteMinutes: 60,
    drivesToWork: true,
    acceptsRemote: true,
    home: target.places[0] ?? 'unknown',
    moveTo: target.abroad ? 'anywhere' : [],
    hours: target.hours ?? 'unknown',
    education: [],
    ...given,
  });

const idOf = (concept) => concept?.concept_id ?? '';
const asked = (ad, list) => [ad.must_have, ad.nice_to_have].flatMap((demands) => demands?.[list] ?? []);

/**
 * Somebody who has what an ad's own fields ask for, and nothing else: lives where the job is, has the experience, the
 * skills, the languages, the education and the driving licences, and the licences that law demands. If the ad asks for
 * no experience, the person has worked in the ad's occupation.
 * @param withText also the skills that are found in the ad's text
 */
export function personOf({ ad, target }, reference, asOf, withText = false) {
  const record = 'own';
  const jobs = asked(ad, 'work_experiences').length > 0 ? asked(ad, 'work_experiences') : [ad.occupation];
  // Nobody is registered under a name that is not in use any more.
  const occupations = jobs
    .map((job) => reference.inUse(idOf(job)))
    .map((id) => (reference.occupation(id)?.retired === false ? id : target.occupations[0]));
  const education = target.requirements.flatMap(({ kind, level, field }) =>
    kind === 'education' ? [{ level: level ?? '', field: field ?? '' }] : [],
  );
  return personAt(target, {
    id: `person-of-${ad.id}`,
    drivingLicences: target.requirements.flatMap((one) => (one.kind === 'driving-licence' ? [one.code] : [])),
    licences: licencesByLaw(target, reference).map(({ id }) => ({ licence: id, validUntil: null, record })),
    languages: unique(asked(ad, 'languages').map(idOf)).map((language) => ({ language, level: 'B2' })),
    experience: unique(occupations).map((occupation) => ({
      occupation,
      months: 36,
      lastYear: Number(asOf.slice(0, 4)),
      record,
    })),
    education: education.map((one) => ({ ...one, record })),
    evidence: unique([...asked(ad, 'skills').map(idOf), ...(withText ? target.skillsInText : [])])
      .filter((skill) => reference.skill(skill))
      .map((skill) => ({ skill, outcome: 'employment', validUntil: null, record })),
  });
}

const unique = (list) => [...new Set(list)];

/**
 * Groups of which half of the occupation names need a licence, and the ads of which ask for it: judged by hand, because
 * the names that need none (Djurfysioterapeut, Lekterapeut, Cytodiagnostiker, Hemsjukvårdare, Steriltekniker) are rare.
 */
const regulatedAtHalf = ['2272', '2343', '3212', '5321', '5323'];

/**
 * The licences that law demands for an ad: those of its occupation name; for a group, those that most of its names need
 * (names of trainees aside).
 */
export function licencesByLaw({ occupations, ssyk, permanent }, reference) {
  const [group] = ssyk;
  return occupations.flatMap((id) => {
    if (!reference.group(id)) return reference.licencesRequiredIn(id, group, permanent);
    const names = reference.occupationsOf(group).filter((name) => !reference.isTraineeName(name.id));
    const needed = names.map((name) => reference.licencesRequiredIn(name.id, group, permanent));
    const rules = new Map(needed.flat().map((rule) => [rule.id, rule]));
    const share = (rule) => needed.filter((some) => some.some(({ id: one }) => one === rule.id)).length / names.length;
    return [...rules.values()].filter((rule) =>
      regulatedAtHalf.includes(group) ? share(rule) >= 0.5 : share(rule) > 0.5,
    );
  });
}

/** People without a licence, with the experience that would bring them into the lists of regulated occupations. */
export function unlicensed(target, reference, asOf) {
  const record = 'own';
  const worked = (id, occupation, more = {}) =>
    personAt(target, {
      id,
      drivingLicences: ['B'],
      experience: [{ occupation, months: 60, lastYear: Number(asOf.slice(0, 4)), record }],
      ...more,
    });
  const named = (label) => reference.find('occupation', label)[0];
  return [
    worked('a care assistant', named('Vårdbiträde')),
    worked('a welder', named('Svetsare, manuell')),
    worked('an engineer', named('Civilingenjör, maskin')),
    // Trained and experienced in the very occupation, in another country: has no Swedish licence yet.
    worked('somebody trained abroad', target.occupations[0], { wantedOccupations: target.occupations }),
  ].filter(({ experience }) => experience[0].occupation !== undefined);
}
