// Cases that need no running system: the reference data, the engine's lists.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf, LiveList, prepareCandidate, prepareTarget, topCandidates } from '@lotsen/matching-engine';
import { loadModel, loadReference } from '@lotsen/reference';
import { targetFacts } from '@lotsen/testing/facts';
import { fieldOf } from './field.mjs';
import { report, time } from './report.mjs';

const published = join(import.meta.dirname, '..', '..', 'shared', 'data', 'taxonomy');

export const cases = {
  /** Loading our compact format, compared with parsing the published files that it was built from. */
  'reference.load': () => {
    const mine = time(() => loadReference());
    if (!existsSync(published)) return report('reference.load', 'shipped', mine);
    const files = readdirSync(published).map((file) => join(published, file));
    const parsed = time(() => files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
    report('reference.load', 'shipped', mine, { name: 'parsing the published files', ...parsed });
  },

  /** One vacancy's list over 7,000 people with prepared facts, compared with preparing the facts for each list. */
  'engine.list': () => {
    const { target, facts, ready, context } = listOf7000();
    const mine = time(() => topCandidates(target, ready, context, 50), 9);
    const unready = time(
      () =>
        topCandidates(
          target,
          facts.map((one) => prepareCandidate(one, context)),
          context,
          50,
        ),
      9,
    );
    report('engine.list', '7000 people, top 50', mine, { name: 'facts made ready for each question', ...unready });
  },

  /** One of 7,000 people changes: updating their entry in a followed list, compared with computing the whole list. */
  'engine.follow': () => {
    const { target, ready, context } = listOf7000();
    const list = LiveList.ofCandidates(target, ready, context);
    let at = 0;
    const mine = time(() => {
      list.put(ready[at++ % ready.length]);
      list.top(20);
    }, 99);
    const whole = time(() => topCandidates(target, ready, context, 20), 9);
    report('engine.follow', '7000 people, top 20', mine, { name: 'the whole list anew', ...whole });
  },
};

function listOf7000() {
  const context = contextOf(loadReference(), loadModel(), '2026-11-22');
  const { person } = fieldOf(1);
  const facts = Array.from({ length: 7000 }, (_, at) => {
    const { facts: stated } = person(at);
    return {
      moveTo: [],
      acceptsRemote: false,
      availableFrom: 'unknown',
      hours: 'unknown',
      shifts: 'unknown',
      licences: [],
      education: 'unknown',
      wantedOccupations: [],
      excludedOccupations: [],
      excludedEmployers: [],
      ...stated,
      id: `person-${at}`,
      experience: stated.experience.map((one) => ({ ...one, record: 'r' })),
      evidence: stated.skills.map((one) => ({ ...one, validUntil: null, record: 'r' })),
    };
  });
  const requirements = [{ kind: 'driving-licence', must: true, code: 'B' }];
  const target = prepareTarget(targetFacts({ id: 'vacancy', requirements }), context);
  const ready = facts.map((one) => prepareCandidate(one, context));
  return { target, facts, ready, context };
}
