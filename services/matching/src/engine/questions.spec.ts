import { describe, expect, it } from '@jest/globals';
import { ServiceUnavailableException } from '@nestjs/common';
import type { Asker } from './asking.js';
import { Questions } from './questions.js';

const clientOf = (client: string): Asker & { leave(): void } => {
  const left = new AbortController();
  return { client, signal: left.signal, leave: () => left.abort() };
};
const quick = { method: 'explain', args: [] } as const;
const long = { method: 'compareModels', args: [] } as const;

/** Questions to an engine that answers when the test says so. */
function engine() {
  const sent: number[] = [];
  const cancelled: number[] = [];
  const questions = new Questions(
    (id) => sent.push(id),
    (id) => cancelled.push(id),
  );
  questions.open();
  return { questions, sent, cancelled };
}

describe('questions to the engine', () => {
  it('go in turn by client, a few at once', async () => {
    const { questions, sent } = engine();
    const [greedy, modest] = [clientOf('greedy'), clientOf('modest')];
    const answers = [greedy, greedy, greedy, greedy, greedy, greedy, modest].map((one) => questions.ask(quick, one));
    expect(sent).toEqual([1, 2, 3, 4]);
    questions.answer(1, 'first');
    questions.answer(2, 'second');
    // The one of the other client comes before the sixth.
    expect(sent).toEqual([1, 2, 3, 4, 5, 7]);
    expect(await answers[0]).toBe('first');
    questions.answer(3, undefined);
    expect(sent).toEqual([1, 2, 3, 4, 5, 7, 6]);
  });

  it('that take long are asked one by one, and keep no other waiting', () => {
    const { questions, sent } = engine();
    for (const one of [long, long, quick]) void questions.ask(one, undefined);
    expect(sent).toEqual([1, 3]);
    questions.answer(1, undefined);
    expect(sent).toEqual([1, 3, 2]);
  });

  it('are dropped when nobody waits for the answer, and thrown away where the engine has them already', async () => {
    const { questions, sent } = engine();
    const client = clientOf('c');
    const answers = [1, 2, 3, 4, 5].map(() => questions.ask(quick, client));
    client.leave();
    await expect(answers[4]).rejects.toThrow(ServiceUnavailableException);
    await expect(questions.ask(quick, client)).rejects.toThrow(ServiceUnavailableException);
    for (const id of [1, 2, 3, 4]) questions.answer(id, id);
    expect(await Promise.all(answers.slice(0, 4))).toEqual([1, 2, 3, 4]);
    expect(sent).toEqual([1, 2, 3, 4]);
    expect(questions.counts).toEqual({ waiting: 0, asked: 0 });
  });

  it('are refused where one client has too many, or all together have', async () => {
    const { questions } = engine();
    const refusals: string[] = [];
    const ask = (client: Asker, count: number) => {
      for (let at = 0; at < count; at++) questions.ask(quick, client).catch(() => refusals.push(client.client));
    };
    ask(clientOf('greedy'), 110);
    for (const name of ['a', 'b', 'c']) ask(clientOf(name), 100);
    ask(clientOf('late'), 1);
    await Promise.resolve();
    expect(refusals).toEqual([...Array.from({ length: 6 }, () => 'greedy'), 'late']);
    expect(questions.counts).toEqual({ waiting: 400, asked: 4 });
  });

  it('wait again when the engine has gone, but not with what it goes twice', async () => {
    const { questions, sent } = engine();
    const answers = [questions.ask(quick, undefined), questions.ask(quick, undefined)];
    questions.close();
    const third = questions.ask(quick, undefined);
    expect(sent).toEqual([1, 2]);
    questions.open();
    // Each alone: the engine goes with the first again, and the second is not to blame.
    expect(sent).toEqual([1, 2, 1]);
    questions.close();
    await expect(answers[0]).rejects.toThrow(ServiceUnavailableException);
    questions.open();
    expect(sent).toEqual([1, 2, 1, 2]);
    questions.answer(2, 'second');
    expect(sent).toEqual([1, 2, 1, 2, 3]);
    questions.answer(3, 'third');
    expect(await Promise.all([answers[1], third])).toEqual(['second', 'third']);
  });

  it('that take long end when the engine goes: who asked asks again', async () => {
    const { questions, sent } = engine();
    const answer = questions.ask(long, undefined);
    questions.close();
    await expect(answer).rejects.toThrow(ServiceUnavailableException);
    questions.open();
    expect(sent).toEqual([1]);
  });

  it('that take long are cancelled when nobody waits any more, and tell how far they are until then', () => {
    const { questions, cancelled } = engine();
    const told: string[] = [];
    const client = { ...clientOf('c'), progress: (done: number, of: number) => told.push(`${done}/${of}`) };
    questions.ask(long, client).catch(() => undefined);
    questions.ask(quick, client).catch(() => undefined);
    questions.progress(1, 3, 10);
    client.leave();
    expect(cancelled).toEqual([1]);
    questions.fail(1, new Error('cancelled'));
    questions.progress(1, 4, 10);
    expect(told).toEqual(['3/10']);
  });

  it('that fail at once by the thousand fail one by one', async () => {
    const questions: Questions = new Questions(
      (id) => questions.fail(id, new Error('It cannot be copied.')),
      () => undefined,
    );
    const answers = Array.from({ length: 20_000 }, () => questions.ask(quick, undefined));
    questions.open();
    const all = await Promise.allSettled(answers);
    expect(all.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('do not wait again where nobody waits for the answer', async () => {
    const { questions, sent } = engine();
    const client = clientOf('c');
    const answer = questions.ask(quick, client);
    client.leave();
    questions.close();
    await expect(answer).rejects.toThrow(ServiceUnavailableException);
    questions.open();
    expect(sent).toEqual([1]);
  });

  it('fail all where no engine will answer', async () => {
    const { questions } = engine();
    const answers = Array.from({ length: 6 }, () => questions.ask(quick, clientOf('c')));
    questions.close();
    questions.failAll(new Error('The service stops.'));
    for (const answer of answers) await expect(answer).rejects.toThrow('The service stops.');
    await expect(questions.ask(quick, undefined)).rejects.toThrow('The service stops.');
  });
});
