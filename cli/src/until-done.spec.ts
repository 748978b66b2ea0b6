import { describe, expect, it } from '@jest/globals';
import { Standstill, untilDone } from './until-done.js';

/** A clock that each pause advances by ten seconds. */
const clock = () => {
  let at = 0;
  return {
    now: () => at,
    pause: async () => {
      at += 10_000;
    },
  };
};

describe('waiting for a state', () => {
  it('goes on for as long as it moves, however slowly', async () => {
    const time = clock();
    let asked = 0;
    const lag = async () => 100 - Math.floor(asked++ / 10);
    expect(await untilDone(lag, (left) => left === 0, time)).toBe(0);
    expect(time.now()).toBe(10_000_000);
  });

  it('ends where nothing moves for two minutes, with what waits', async () => {
    const time = clock();
    const waiting = untilDone(
      async () => ({ lag: { vacancies: 3 } }),
      () => false,
      time,
    );
    await expect(waiting).rejects.toBeInstanceOf(Standstill);
    await expect(waiting).rejects.toThrow('{"lag":{"vacancies":3}}');
    expect(time.now()).toBe(120_000);
  });
});
