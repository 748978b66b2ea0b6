import type { Assessment } from '../assess.js';
import type { PreparedCandidate } from '../candidate.js';
import type { Condition } from '../conditions.js';
import type { Context } from '../context.js';
import type { WhatIf } from '../port.js';
import type { PreparedTarget } from '../target.js';
import { type Change, whatIf } from '../what-if.js';

/** Evidence below it leaves room for better. */
const strongPercent = 90;
const mostSkills = 3;

/** The single changes that would close what is missing, or raise the score most; each with the exact standing after it. */
export function wouldHelp(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  assessment: Assessment,
  pool: readonly PreparedCandidate[],
  context: Context,
): WhatIf[] {
  const missing = assessment.conditions.filter((c) => c.must && c.state === 'unmet').flatMap(closingChange);
  const asked = target.terms
    .filter(({ skill }) => (candidate.skills.get(skill)?.percent ?? 0) < strongPercent)
    .slice(0, mostSkills)
    .map(({ skill }): Change => ({ kind: 'skill', skill, outcome: 'certificate-full' }));
  const changes = [...new Map([...missing, ...asked].map((change) => [JSON.stringify(change), change])).values()];
  return changes
    .map((change) => ({ changes: [change], ...whatIf(candidate, target, [change], pool, context) }))
    .filter(({ before, after }) => after.score > before.score || after.verdict !== before.verdict);
}

function closingChange({ kind, of }: Condition): Change[] {
  if (of === null) return [];
  if (kind === 'licence') return [{ kind, licence: of }];
  if (kind === 'skill') return [{ kind, skill: of, outcome: 'certificate-full' }];
  if (kind === 'driving-licence') return [{ kind, code: of }];
  return [];
}
