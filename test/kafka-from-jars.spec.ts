import { describe, expect, it } from '@jest/globals';
import { clusterId } from '../deploy/kafka/start.mjs';

describe('the id of a cluster', () => {
  it('never begins with "-", which the command that gets it takes for an option', () => {
    for (let first = 0; first < 256; first++) {
      const draws = [Buffer.alloc(16, 1), Buffer.alloc(16, first)];
      expect(clusterId(() => draws.pop() as Buffer)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/u);
    }
    for (let many = 0; many < 2_000; many++) expect(clusterId()).not.toMatch(/^-/u);
  });
});
