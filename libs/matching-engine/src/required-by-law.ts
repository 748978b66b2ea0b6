import type { DrivingRule, LicenceRule } from '@lotsen/reference';
import type { Context } from './context.js';
import type { TargetFacts } from './facts.js';

/** Of each list one is required. */
export function licencesByLaw(facts: TargetFacts, context: Context): readonly (readonly LicenceRule[])[] {
  const { reference, model } = context;
  // Learning under supervision is not practising the profession, so the law requires no licence for a placement.
  if (facts.kind === 'placement') return [];
  if (facts.kind === 'occupation') return licencesOfMost(facts.occupations, true, context);
  const rules = new Map<string, readonly LicenceRule[]>();
  for (const name of facts.occupations) {
    const ssyk = reference.ssykOf(name) ?? facts.ssyk[0];
    const isGroup = model.licenceOfGroup !== undefined && ssyk !== undefined && reference.group(name) !== undefined;
    const required = isGroup
      ? licencesOfMost([ssyk], facts.permanent, context)
      : requiredIn(name, ssyk, facts.permanent, context).map((rule) => [rule]);
    for (const one of required) rules.set(one.map(({ id }) => id).join(), one);
  }
  return [...rules.values()];
}

/**
 * Of a group, or of several occupation names, a licence is required if most names need it: a single one must not rule
 * people out of the others.
 * From version 2 of the model, if exactly half of a group's names do, the one that is named like the group decides; and if
 * most names need a licence, but each another, one of them is required.
 */
function licencesOfMost(
  ids: readonly string[],
  permanent: boolean,
  context: Context,
): readonly (readonly LicenceRule[])[] {
  const { reference, model } = context;
  const names = reference.namesIn(ids).map(({ id, label }) => {
    const ssyk = reference.ssykOf(id) ?? '';
    return { ssyk, label, required: requiredIn(id, ssyk, permanent, context) };
  });
  const wholeGroups = ids.flatMap((id) => reference.group(id)?.ssyk ?? []);
  type Name = (typeof names)[number];
  const likenessOf = ({ ssyk, label }: Name) => commonStart(label, reference.group(ssyk)?.label ?? '');
  const hasNamesake = (some: readonly Name[]) => {
    const most = Math.max(...names.map(likenessOf));
    return some.some((name) => likenessOf(name) === most);
  };
  const rules = new Map(names.flatMap(({ required }) => required.map((rule) => [rule.id, rule] as const)));
  // A rule that names the whole group means it, though it exempts some of its names.
  const named = (id: string) => {
    const rule = model.licenceOfGroup === undefined ? undefined : rules.get(id);
    return [...(rule?.groups ?? []), ...(rule?.since2?.groups ?? [])];
  };
  const ofMost = [...rules.values()].filter(({ id }) => {
    if (wholeGroups.some((ssyk) => named(id).includes(ssyk))) return true;
    const needing = names.filter(({ required }) => required.some((rule) => rule.id === id));
    if (needing.length * 2 !== names.length) return needing.length * 2 > names.length;
    return model.licenceOfGroup === 'most-names-or-namesake' && wholeGroups.length > 0 && hasNamesake(needing);
  });
  const regulated = names.filter(({ required }) => required.length > 0);
  const isOneOf = model.licenceOfGroup !== undefined && ofMost.length === 0 && regulated.length * 2 > names.length;
  return isOneOf ? [[...rules.values()]] : ofMost.map((rule) => [rule]);
}

/**
 * Licences that rule nobody out, and are told. Of a temporary job: those that a permanent one needs. Of a shortage
 * occupation: those that some of its names need.
 */
export function licencesToTell(facts: TargetFacts, context: Context): readonly LicenceRule[] {
  const required = new Set(licencesByLaw(facts, context).flatMap((some) => some.map(({ id }) => id)));
  const told =
    facts.kind === 'vacancy'
      ? licencesByLaw({ ...facts, permanent: true }, context).flat()
      : context.reference.namesIn(facts.occupations).flatMap(({ id }) => {
          return requiredIn(id, context.reference.ssykOf(id), true, context);
        });
  // By id: a replayed match has a rule once for each look-up that returned it.
  const rules = new Map(told.map((rule) => [rule.id, rule]));
  return [...rules.values()].filter(({ id }) => !required.has(id));
}

/** From version 2 of the model: the fields of education of which the law requires one. */
export function educationByLaw(facts: TargetFacts, { reference, model }: Context): readonly string[] {
  if (!model.educationByLaw || facts.kind === 'placement') return [];
  const groups = facts.occupations.map((id) => reference.ssykOf(id) ?? '');
  return model.educationByLaw.find((rule) => groups.every((ssyk) => rule.groups.includes(ssyk)))?.fields ?? [];
}

/** From version 2 of the model. Who learns a job in practice need not drive. */
export function drivingByLaw(facts: TargetFacts, { reference, model }: Context): readonly string[] {
  if (!model.drivingByLaw || facts.kind === 'placement') return [];
  const names = reference.namesIn(facts.occupations);
  const needing = ({ groups, occupations }: DrivingRule) =>
    names.filter(({ id }) => occupations.includes(id) || groups.includes(reference.ssykOf(id) ?? ''));
  return model.drivingByLaw.find((rule) => needing(rule).length * 2 >= Math.max(1, names.length))?.codes ?? [];
}

function requiredIn(name: string, ssyk: string | undefined, permanent: boolean, { reference, model }: Context) {
  if (model.licenceOfGroup === undefined) return reference.licencesRequiredIn(name, ssyk, permanent);
  return reference.licencesRequiredIn(name, ssyk, permanent, '2');
}

/** How many letters two labels have in common from their start. */
function commonStart(label: string, other: string): number {
  let at = 0;
  while (at < label.length && label[at] === other[at]) at += 1;
  return at;
}
