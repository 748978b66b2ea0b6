// Values that a service accepts, by field name. Without them it would refuse a large body at its first value.

/** @param reference the reference data */
export function wordsOf(reference) {
  const skills = [...reference.skills()].map(({ id }) => id);
  const occupations = reference.groups().flatMap(({ ssyk }) => reference.occupationsOf(ssyk).map(({ id }) => id));
  const municipalities = reference.municipalities().map(({ code }) => code);
  return {
    skill: skills,
    skills,
    trains: skills,
    of: skills,
    occupation: occupations,
    wantedOccupations: occupations,
    excludedOccupations: occupations.slice(1000),
    language: ['zSLA_vw2_FXN'],
    place: municipalities,
    places: municipalities,
    home: municipalities,
    municipality: municipalities,
    municipalities,
    county: [...reference.counties().keys()],
    moveTo: [...reference.counties().keys()],
    drivingLicences: ['B'],
    level: ['3'],
    field: ['48'],
    lastYear: [2025],
  };
}
