// What a release answers: names, match lists, explanations. The upgraded system has to answer the same.

/** A list, as far as it has to stay the same: who, how far, how many points. */
export const told = ({ listed, near }) =>
  [...listed, ...near].map(({ candidate, target, verdict, score }) => [candidate ?? target, verdict, score]);

/** Why, record by record. */
export const reasons = ({ verdict, score, components, requirements }) => ({ verdict, score, components, requirements });

/** The names of the living, as an officer reads them. */
export async function namesOf(api, { people, erased }) {
  const names = {};
  for (const id of people.filter((one) => !erased.includes(one)))
    names[id] = (await api.get('officer', `/v1/candidates/${id}/identity`)).name;
  return names;
}

/** Every list of the history, by the path that gives it. */
export async function listsOf(api, { people, vacancies, placements, erased }) {
  const living = people.filter((id) => !erased.includes(id));
  const lists = {};
  const keep = async (path) => {
    // Whoever is paused has no list, and what is withdrawn has none.
    const list = await api.get('officer', path).catch((error) => {
      if (/ 404 /u.test(error.message)) return undefined;
      throw error;
    });
    if (list) lists[path] = told(list);
  };
  for (const id of living) {
    for (const kind of ['vacancies', 'placements', 'occupations'])
      await keep(`/v1/matching/candidates/${id}/${kind}?limit=500`);
  }
  for (const id of vacancies) await keep(`/v1/matching/vacancies/${id}/candidates?limit=500`);
  for (const id of placements) await keep(`/v1/matching/placements/${id}/candidates?limit=500`);
  return lists;
}

/** Why of the first of some lists. */
export async function explanationsOf(api, { people, erased }, lists) {
  const explanations = {};
  for (const id of people.filter((one) => !erased.includes(one)).slice(0, 4)) {
    for (const [target] of lists[`/v1/matching/candidates/${id}/vacancies?limit=500`]?.slice(0, 3) ?? []) {
      const path = `/v1/matching/candidates/${id}/targets/${target}`;
      explanations[path] = reasons(await api.get('officer', path));
    }
  }
  return explanations;
}
