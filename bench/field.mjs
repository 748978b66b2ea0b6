// Generates people and vacancies of the three northern counties from a seed, so that two runs do the same work.
import { Generator } from '@lotsen/platform/generator';
import { loadReference } from '@lotsen/reference';

const swedish = 'zSLA_vw2_FXN';

/** Generators of people and ads, all from one seed. */
export function fieldOf(seed) {
  const reference = loadReference();
  const random = new Generator(seed);
  const pick = (from) => random.pick(from);
  const groups = reference.groups().filter(({ ssyk }) => reference.occupationsOf(ssyk).length > 0);
  const places = reference.municipalities().filter(({ county }) => ['22', '24', '25'].includes(county));
  const skillsOf = (ssyk) => reference.skillsOf(ssyk).filter((skill) => !reference.licence(skill));

  /** A person as the body of a registration. */
  const person = (number) => {
    const { ssyk } = pick(groups);
    const drives = random.chance(0.7);
    return {
      identity: { name: `Demoperson ${number}` },
      linksEvidence: true,
      facts: {
        home: pick(places).code,
        maxCommuteMinutes: pick([30, 60, 90]),
        drivesToWork: drives,
        drivingLicences: drives ? ['B'] : [],
        languages: [{ language: swedish, level: pick(['A2', 'B1', 'B2', 'C1']) }],
        experience: [{ occupation: pick(reference.occupationsOf(ssyk)).id, months: 24, lastYear: 2025 }],
        skills: skillsOf(ssyk)
          .slice(0, 5)
          .map((skill) => ({ skill, outcome: 'employment' })),
      },
    };
  };

  /** An ad in JobTech's format, with a text of realistic length. */
  const ad = (number) => {
    const { ssyk, label } = pick(groups);
    const occupation = pick(reference.occupationsOf(ssyk));
    const place = pick(places);
    const skills = skillsOf(ssyk).slice(0, 6);
    const words = skills.map((skill) => reference.skill(skill)?.label ?? '');
    const asked = skills.slice(0, 2).map((skill) => ({ concept_id: skill }));
    const drives = random.chance(0.3);
    return {
      id: `demo-${seed}-${number}`,
      headline: `Demo: ${occupation.label}, ${place.name}`,
      description: { text: `${label}. ${Array.from({ length: 40 }, () => words.join(' och ')).join('. ')}` },
      employer: { name: `Demoarbetsgivare ${number % 100}` },
      occupation: { concept_id: occupation.id, label: occupation.label },
      occupation_group: { legacy_ams_taxonomy_id: ssyk, label },
      workplace_address: { municipality_code: place.code, country_code: '199' },
      number_of_vacancies: 1,
      scope_of_work: { min: 100, max: 100 },
      must_have: { skills: [], languages: [], work_experiences: [], education: [], education_level: [] },
      nice_to_have: { skills: asked, languages: [], work_experiences: [], education: [], education_level: [] },
      driving_license_required: drives,
      driving_license: drives ? [{ label: 'B' }] : [],
      publication_date: '2026-11-01T00:00:00',
      application_deadline: '2099-12-31T23:59:59',
      removed: false,
    };
  };
  return { pick, person, ad };
}
