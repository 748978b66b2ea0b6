import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@lotsen/testing/eventually';
import { aPerson, aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

/** Concurrent requests never exceed the capacity. */
export function lastPlaces({ field }: SystemFixture): void {
  const api = () => field().api;
  const today = inDays(0);

  describe('the last place', () => {
    it('a hundred book it at once: one gets it, ninety-nine get 409, and nothing else has changed', async () => {
      const supervisor = await api().post<Changed>('employer', '/v1/placements/supervisors', {
        mark: 'S',
        step: 2,
        most: 5,
      });
      const placement = await api().post<Changed>(
        'employer',
        '/v1/placements',
        aPlacement({ kind: 'apl', supervisors: [supervisor.id] }),
      );
      const path = `/v1/placements/${placement.id}`;
      const before = await api().get('employer', path);
      const learners = await field().learners(100, 100);
      const answers = await Promise.all(
        learners.map((candidate) =>
          api().call('learning-centre', 'POST', '/v1/placements/bookings', {
            candidate,
            placement: placement.id,
            supervisor: supervisor.id,
            personSaidYes: { how: 'oral', day: today },
          }),
        ),
      );
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([count(201), count(409)]).toEqual([1, 99]);
      expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(
        new Set(['no-room']),
      );
      const after = await api().get<{ version: number }>('employer', path);
      expect(after).toEqual({ ...before, room: 0, version: after.version });
      const bookings = await bookingsOf(placement.id);
      expect(bookings).toHaveLength(1);
      const charged = await api().get<{ charges: unknown[] }>(
        'employer',
        `/v1/placements/supervisors/${supervisor.id}`,
      );
      expect(charged.charges).toHaveLength(1);
    }, 120_000);

    it('sent twice under one key, a booking is made once', async () => {
      const placement = await api().post<Changed>('employer', '/v1/placements', aPlacement());
      const { id: candidate } = await api().post<Changed>('officer', '/v1/candidates', aPerson({}));
      const body = { candidate, placement: placement.id, personSaidYes: { how: 'oral', day: today } };
      const key = { 'idempotency-key': randomUUID() };
      const [first, second] = [
        await api().post<Changed>('officer', '/v1/placements/bookings', body, key),
        await api().post<Changed>('officer', '/v1/placements/bookings', body, key),
      ];
      expect(second.id).toBe(first.id);
    });

    it('two proposals are accepted for one position: one is booked, the other finds no room, a third becomes obsolete', async () => {
      const vacancy = await api().post<Changed>('employer', '/v1/vacancies', aVacancy({ title: 'En enda plats' }));
      const proposals = await Promise.all(Array.from({ length: 3 }, () => proposed('vacancy', vacancy.id)));
      const [first, second, third] = proposals as [string, string, string];
      const accepted = await Promise.all(
        [first, second].map((id) => field().attempt('employer', `/v1/matching/proposals/${id}/accept`)),
      );
      expect(accepted.map(({ status }) => status)).toEqual([200, 200]);
      await eventually(async () => {
        expect((await Promise.all([first, second].map(statusOf))).sort()).toEqual(['booked', 'no-room']);
        expect(await statusOf(third)).toBe('obsolete');
      });
      expect(await api().get('employer', `/v1/vacancies/${vacancy.id}`)).toMatchObject({ status: 'filled', taken: 1 });
    });

    it('two proposals are accepted for one seat at a workplace: the same', async () => {
      const placement = await api().post<Changed>('employer', '/v1/placements', aPlacement());
      const proposals = await Promise.all(Array.from({ length: 2 }, () => proposed('placement', placement.id)));
      await Promise.all(proposals.map((id) => field().attempt('employer', `/v1/matching/proposals/${id}/accept`)));
      await eventually(async () => {
        expect((await Promise.all(proposals.map(statusOf))).sort()).toEqual(['booked', 'no-room']);
      });
      expect(await bookingsOf(placement.id)).toHaveLength(1);
    });
  });

  async function proposed(kind: string, target: string): Promise<string> {
    const person = await api().post<Changed>(
      'officer',
      '/v1/candidates',
      aPerson({ home: '2481', drivesToWork: true, maxCommuteMinutes: 60 }),
    );
    let proposal: Changed | undefined;
    await eventually(async () => {
      proposal = await api().post<Changed>('officer', '/v1/matching/proposals', {
        candidate: person.id,
        target: { kind, id: target },
      });
    });
    const path = `/v1/matching/proposals/${proposal?.id}`;
    await field().attempt('officer', `${path}/consent`, { how: 'oral', day: today });
    await field().attempt('officer', `${path}/send`, { fields: ['name'], basis: 'osl-10-1', until: inDays(10) });
    return proposal?.id as string;
  }

  async function statusOf(proposal: string): Promise<string> {
    return (await api().get<{ status: string }>('officer', `/v1/matching/proposals/${proposal}`)).status;
  }

  async function bookingsOf(placement: string): Promise<object[]> {
    const found: object[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { placement: string }[]; next: string | null } = await api().get(
        'employer',
        `/v1/placements/bookings?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      found.push(...page.items.filter((one) => one.placement === placement));
      cursor = page.next;
    }
    return found;
  }
}
