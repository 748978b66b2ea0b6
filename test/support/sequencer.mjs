import Sequencer from '@jest/test-sequencer';

/** What takes long, the longest first: whatever is begun last, the others wait for. In a fresh clone Jest knows of no durations. */
const long = [
  // These wait, most of their time.
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
