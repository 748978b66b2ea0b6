import { describe, expect, it } from '@jest/globals';
import { isPortTaken, type PortRange, rowsOutside, startOnFreePort } from './ports.js';

describe('ports of servers', () => {
  it.each<[string, number, PortRange, PortRange[]]>([
    [
      'below and above the range of outgoing connections',
      6,
      [32_768, 60_999],
      [
        [10_000, 32_762],
        [61_000, 65_530],
      ],
    ],
    ['below, where the range ends at the last', 1, [49_152, 65_535], [[10_000, 49_151]]],
    ['above, where it begins at the first', 2, [1_024, 50_000], [[50_001, 65_534]]],
    ['anywhere, where it has all', 2, [1_024, 65_535], [[10_000, 65_534]]],
    ['only where the whole row has room', 6, [10_003, 65_531], [[10_000, 65_530]]],
  ])('lie %s', (_where, count, outgoing, rows) => expect(rowsOutside(count, outgoing)).toEqual(rows));

  it('are told to be taken in the words of Node, Java and PostgreSQL', () => {
    for (const words of [
      'listen EADDRINUSE: address already in use 127.0.0.1:9092',
      'Socket server failed to bind to 127.0.0.1:9092: Address already in use.',
      'could not bind IPv4 address "127.0.0.1": Address already in use',
    ])
      expect(isPortTaken(new Error(words))).toBe(true);
    expect(isPortTaken(new Error('No space left on device'))).toBe(false);
  });

  it('are not tried on where a start fails for another reason', async () => {
    const tried: number[] = [];
    const start = async (port: number) => {
      tried.push(port);
      throw new Error('No space left on device');
    };
    await expect(startOnFreePort(start, async () => 10_000)).rejects.toThrow('No space');
    expect(tried).toEqual([10_000]);
  });
});
