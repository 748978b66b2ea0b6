import { serviceNames } from '@lotsen/platform/service-names';
import { topicOf } from '../ledger.js';
import type { Check } from './check.js';

/** For every acknowledged version the log has that version, a later one, or a tombstone. */
export const acknowledgedIsInLog: Check = ({ ledger, reader }) =>
  ledger.acknowledged.flatMap(({ kind, id, version, what }) => {
    const history = reader.of(topicOf[kind].name, id);
    if (history && (history.versions.has(version) || history.last > version || history.gone)) return [];
    return [
      `acknowledged, but not in the log: ${what} ${id} version ${version} (the log has ${history?.last ?? 'none'})`,
    ];
  });

/** The log never has two contents for one version, and the last record of a key has the highest version. */
export const logIsConsistent: Check = ({ reader }) =>
  [...reader.histories].flatMap(([key, { versions, last, contradictions }]) => {
    const wrong: string[] = [];
    if (contradictions.size > 0) wrong.push(`${key} has two contents for version ${[...contradictions].join(', ')}`);
    const highest = Math.max(0, ...versions.keys());
    if (last !== highest) wrong.push(`${key} ends with version ${last} in the log, after ${highest}`);
    return wrong;
  });

interface Difference {
  readonly topic: string;
  readonly missingInLog: readonly string[];
  readonly olderInLog: readonly string[];
  readonly notHeld: readonly string[];
  readonly newerInLog: readonly string[];
}

/** The differences that each service itself finds between its tables and the log. */
export const servicesAgreeWithLog: Check = async ({ client }) => {
  const checks = await Promise.all(
    serviceNames.map((name) =>
      client.get<{ written: Difference[]; read: Difference[] }>('administrator', `/v1/operations/${name}/log-check`),
    ),
  );
  return checks.flatMap(({ written, read }, at) =>
    [...written, ...read].flatMap(({ topic, missingInLog, olderInLog, notHeld, newerInLog }) => {
      const found = { missingInLog, olderInLog, notHeld, newerInLog };
      const isSame = Object.values(found).every((ids) => ids.length === 0);
      return isSame ? [] : [`${serviceNames[at]} differs from ${topic}: ${JSON.stringify(found)}`];
    }),
  );
};
