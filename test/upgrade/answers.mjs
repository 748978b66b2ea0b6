// The answers of a release: names, match lists, explanations. The upgraded system has to answer the same.

/** The part of a list that has to stay the same: id of the candidate or target, verdict, points. */
export const told = ({ listed, near }) =>
  [...listed, ...near].map(({ candidate, target, verdict, score }) => [candidate ?? target, verdict, score]);

/** The part of an explanation that has to stay the same. */
export const reasons = ({ verdict, score, components, requirements }) => ({ verdict, score, components, requirements });

/** The names of the persons who are not erased, as an officer reads them. */
export async function namesOf(api, { people, erased }) {
  const names = {};
  for (const id of people.filter((one) => !erased.includes(one)))
    names[id] = (await api.get('officer', `/v1/candidates/${id}/identity`)).name;
  return names;
}

/** Every match list of the history, by its path. */
export async function listsOf(api, { people, vacancies, placements, erased }) {
  const living = people.filter((id) => !erased.includes(id));
  const lists = {};
  const keep = async (path) => {
    // A paused person has no list, and neither has a withdrawn target.
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

/** The explanations of the first matches in some of the lists. */
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
