import Sequencer from '@jest/test-sequencer';

/**
 * The slow tests, the slowest first, because the run waits for the test that starts last. In a fresh clone Jest knows
 * no durations.
 */
const long = [
  // These spend most of their time waiting.
  'test/one-event',
  'libs/messaging/src/log/transports',
  'test/compose',
  'test/faults/faults-on-kafka',
  'test/system-on-kafka',
  'test/system-on-embedded-log',
  'test/faults/faults-on-embedded-log',
  'test/api-fuzz',
  'test/worst-shapes',
  'test/instances',
  'test/role-by-route',
  'test/restore',
  'test/login',
  'test/upgrade/',
  'test/contract',
  'test/',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = long.findIndex((part) => path.includes(`/${part}`));
      return at < 0 || path.endsWith('.spec.ts') ? long.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
