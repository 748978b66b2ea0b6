import { describe, expect, it } from '@jest/globals';
import { KeptProcess } from './kept-process.js';
import { atPortThatStays } from './port-that-stays.js';

const launched = { pid: process.pid, gone: new Promise<string>(() => undefined) };

describe('a process of the harness', () => {
  it('is started again where a start fails', async () => {
    const failures = [new Error('The volume is full.')];
    const kept = new KeptProcess(
      'Kafka',
      async () => {
        const failure = failures.pop();
        if (failure) throw failure;
        return launched;
      },
      async () => true,
    );
    await kept.start();
    expect(kept.pid).toBe(launched.pid);
  });

  it('is given up where none has worked in time, with what the last try said', async () => {
    const launch = async () => {
      throw new Error('The broker ended by itself. The last that it printed: no space');
    };
    const kept = new KeptProcess('Kafka', launch, async () => true);
    await expect(kept.start(0)).rejects.toThrow(/Kafka could not be started in 0 ms: .*no space/u);
  });
});

describe('a server whose address others were told', () => {
  it('is tried at another port until it has worked, and then stays at its own', async () => {
    const ports = [1, 2, 3];
    const tried: number[] = [];
    const failing = new Set([1]);
    const start = atPortThatStays(
      async () => ports.shift() as number,
      async (port) => {
        tried.push(port);
        if (failing.has(port)) throw new Error('taken');
        return port;
      },
    );
    await expect(start()).rejects.toThrow('taken');
    await start();
    failing.add(2);
    await expect(start()).rejects.toThrow('taken');
    failing.delete(2);
    expect(await start()).toBe(2);
    expect(tried).toEqual([1, 2, 2, 2]);
  });
});
