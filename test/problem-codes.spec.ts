import { describe, expect, it } from '@jest/globals';
import { problemCodes } from '@lotsen/api';
import { findLifecycles } from '../scripts/docs/lifecycles.js';

describe('the problem codes of the API', () => {
  it('have one for every status of every lifecycle, in which a command may not be possible', async () => {
    const lifecycles = await findLifecycles();
    expect(lifecycles.length).toBeGreaterThan(10);
    const codes = lifecycles.flatMap(({ lifecycle: { words } }) =>
      Object.keys(words.statuses).map((status) => `${words.code}-${status}`),
    );
    expect(codes.filter((code) => !(problemCodes as readonly string[]).includes(code))).toEqual([]);
  });
});
