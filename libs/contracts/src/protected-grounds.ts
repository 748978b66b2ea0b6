/**
 * Names of fields that state or reveal a ground of the Discrimination Act (diskrimineringslagen 2008:567, 1 kap. 1 §).
 * Lotsen accepts no field with such a name. The refusal has a code of its own, so that it is noticed.
 */
const names = new Set(
  [
    ['sex', 'gender', 'kon', 'kön', 'genderidentity', 'genderexpression', 'transgender', 'könsidentitet', 'pronoun'],
    ['ethnicity', 'ethnic', 'etnicitet', 'race', 'nationality', 'nationalitet', 'citizenship', 'medborgarskap'],
    ['origin', 'ursprung', 'countryofbirth', 'birthcountry', 'födelseland', 'skincolour', 'skincolor'],
    ['religion', 'belief', 'trosuppfattning', 'faith'],
    ['disability', 'funktionsnedsättning', 'funktionshinder', 'handicap', 'diagnosis', 'health', 'hälsa'],
    ['sexualorientation', 'sexuellläggning', 'orientation'],
    ['age', 'ålder', 'alder', 'birthdate', 'dateofbirth', 'birthyear', 'yearofbirth', 'födelsedatum', 'födelseår'],
  ].flat(),
);

export function isProtectedGround(field: string): boolean {
  return names.has(field.toLowerCase().replace(/[^a-zåäö]/gu, ''));
}
