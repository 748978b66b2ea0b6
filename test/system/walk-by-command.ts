import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type DemoUser, demoActors } from '@lotsen/access/demo-actors';
import type { Role } from '@lotsen/access/roles';
import { homeCare } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { testNumbers } from '@lotsen/testing/numbers';
import { aPerson, aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';
import { allWork } from '../../cli/src/commands/work-table.js';
import type { SystemFixture } from './system-fixture.js';

const today = inDays(0);

/** The same walk by `npx lotsen`: it has a command for every step, and the wrong role gets exit code 4. */
export function walkByCommand({ field }: SystemFixture): void {
  const file = (content: object | string, name = 'content.json') => {
    const path = join(mkdtempSync(join(tmpdir(), 'lotsen-work-')), name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const does = async <T = Changed>(user: DemoUser, ...args: string[]): Promise<T> => {
    const { out, error, code } = await field().cli(user, '--json', ...args);
    if (code !== 0) throw new Error(`lotsen ${args.join(' ')}: ${code} ${error}`);
    return JSON.parse(out) as T;
  };
  const refused = async (role: Role, ...args: string[]) => (await field().cli(role, '--json', ...args)).code;

  describe('the walk by command', () => {
    it('from a registration by way of validation, proposal, booking, placement and assessment to a filled vacancy', async () => {
      const registration = file(aPerson({ home: '2481', drivesToWork: true, maxCommuteMinutes: 60 }));
      expect(await refused('employer', 'person', 'register', '--file', registration)).toBe(4);
      const person = await does('officer', 'person', 'register', '--file', registration);

      await does('officer', 'person', 'share', person.id, `with=${demoActors['learning-centre'].organisation}`);
      const opened = await does('learning-centre', 'case', 'open', `candidate=${person.id}`, 'process=komvux');
      expect(await refused('officer', 'case', 'advance', opened.id, 'to=admitted')).toBe(4);
      for (const to of ['admitted', 'assessment', 'certificate']) {
        await does('learning-centre', 'case', 'advance', opened.id, `to=${to}`);
      }
      const units = [{ unit: 'K1', label: 'Vård', skills: [homeCare] }];
      const profile = await does(
        'learning-centre',
        'profile',
        'publish',
        'name=Kommandoprofil',
        'process=komvux',
        'saidBy=Testet',
        `units:=${JSON.stringify(units)}`,
      );
      const outcome = await does(
        'learning-centre',
        'outcome',
        'log',
        `candidate=${person.id}`,
        `profile=${profile.id}`,
        'result=certificate',
        'units:=[{"unit":"K1","extent":"full"}]',
        `assessedOn=${today}`,
      );
      await does('learning-centre', 'case', 'complete', opened.id, `outcome=${outcome.id}`);

      const supervisor = await does('employer', 'supervisor', 'register', 'mark=K1', 'step:=1', 'most:=1');
      const placement = await does(
        'employer',
        'placement',
        'post',
        '--file',
        file(aPlacement({ supervisors: [supervisor.id] })),
      );
      const booking = await propose(person.id, 'placement', placement.id);
      await does('employer', 'booking', 'sign', booking, 'party=workplace', 'how=paper', `day=${today}`);
      await does('officer', 'booking', 'sign', booking, 'party=officer', 'how=paper', `day=${today}`);
      await does('employer', 'booking', 'assign', booking, `supervisor=${supervisor.id}`);
      expect(await refused('employer', 'booking', 'start', booking)).toBe(2);
      await does(
        'officer',
        'booking',
        'agree',
        booking,
        'insurer.kind=state',
        'insurer.reference=F-2',
        `riskAssessedOn=${today}`,
        `confidentialityOn=${today}`,
      );
      await does('employer', 'booking', 'start', booking);
      await does('supervisor', 'booking', 'end', booking, 'result=completed', 'ledToJob:=true');
      expect(await refused('employer', 'booking', 'confirm-skills', booking, 'skills:=["tykJ_BZQ_Wer"]')).toBe(4);
      await does('supervisor', 'booking', 'confirm-skills', booking, 'skills:=["tykJ_BZQ_Wer"]');

      const vacancy = await does('employer', 'vacancy', 'post', '--file', file(aVacancy()));
      const proposal = await propose(person.id, 'vacancy', vacancy.id);
      await does('employer', 'proposal', 'end', proposal, 'how=hired');
      expect(await does('employer', 'vacancy', 'show', vacancy.id)).toMatchObject({ status: 'filled' });
      expect(await does('officer', 'person', 'identity', person.id, '--purpose', 'contact')).toHaveProperty('name');
      expect(await does('officer', 'person', 'export', person.id)).toHaveProperty('services.placements.bookings');
      expect(await refused('administrator', 'person', 'export', person.id)).toBe(2);
    }, 120_000);

    it('two administrators together export whom a number leads to and nobody registered', async () => {
      const { candidate } = await does<{ candidate: string }>(
        'learning-centre',
        'person',
        'resolve',
        `personnummer=${testNumbers(1, 4100)[0]}`,
      );
      expect(await refused('administrator', 'person', 'export', candidate)).toBe(4);
      const { id } = await does('administrator', 'export', 'request', `candidate=${candidate}`);
      expect(await refused('administrator', 'export', 'approve', id)).toBe(2);
      await does('second-administrator', 'export', 'approve', id);
      expect(await does('second-administrator', 'export', 'list')).toMatchObject({ items: [{ id }] });
      expect(await does('administrator', 'person', 'export', candidate)).toHaveProperty('services.candidates.identity');
      await does('second-administrator', 'export', 'refuse', id);
      expect(await does('administrator', 'export', 'show', id)).toMatchObject({ status: 'refused', until: null });
      expect(await refused('administrator', 'person', 'export', candidate)).toBe(4);
    }, 60_000);

    it('every route that changes something has its command', () => {
      const byCommandOfTheirOwn = /operations|import|list$|what-if|tick|projection|models|jobs/u;
      const routes = field()
        .routes.filter(
          ({ method, path, opened }) => opened !== 'public' && method !== 'GET' && !byCommandOfTheirOwn.test(path),
        )
        .map(({ method, path }) => `${method} ${path}`);
      const commands = allWork.filter(({ method }) => method !== 'GET');
      expect(routes.sort()).toEqual(commands.map(({ method, path }) => `${method} ${path}`).sort());
    });

    it('an import and a comparison are jobs: found by their ids, by those who may, and not cancelled when they are over', async () => {
      const ads = Array.from({ length: 3 }, (_, at) => JSON.stringify({ id: `walk-${at}`, removed: true })).join('\n');
      expect(await does('officer', 'import', 'ads', file(ads, 'ads.jsonl'))).toMatchObject({ read: 3, unchanged: 3 });
      await does('administrator', 'model', 'compare', '--limit', '1');
      const { items } = await does<{ items: { id: string; kind: string }[] }>('officer', 'job', 'list');
      const own = items.map(({ kind }) => kind);
      expect([...new Set(own)]).toEqual(['import']);
      const [job] = items;
      expect(await does('officer', 'job', 'show', job?.id as string)).toMatchObject({
        state: 'done',
        done: 3,
        total: 3,
      });
      expect(await refused('employer', 'job', 'show', job?.id as string)).toBe(4);
      expect(await refused('officer', 'job', 'cancel', job?.id as string)).toBe(2);
      const all = await does<{ items: { id: string; kind: string }[] }>('administrator', 'job', 'list');
      expect(all.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['import', 'comparison']));
      const compared = all.items.find(({ kind }) => kind === 'comparison');
      expect(await refused('officer', 'job', 'show', compared?.id as string)).toBe(2);
    }, 60_000);

    it('people and outcomes come in from tables, each row for itself; a number is seen by the vault alone', async () => {
      const people = [
        'name;personnummer;home;maxCommuteMinutes;drivingLicences',
        'Testperson A;19900101-2385;2481;45;B|C',
      ];
      const wrong = 'Testperson B;19900101-0000;2481;45;B';
      const first = await field().cli(
        'officer',
        '--json',
        'import',
        'people',
        file([...people, wrong].join('\n'), 'p.csv'),
      );
      expect([first.code, JSON.parse(first.out)]).toEqual([3, expect.objectContaining({ created: 1 })]);
      expect(JSON.parse(first.out)).toMatchObject({ rejected: [{ line: 3 }] });
      const again = await does('officer', 'import', 'people', file(people.join('\n'), 'p.csv'));
      expect(again).toMatchObject({ created: 0, unchanged: 1 });

      const profiles = await does<{ items: { id: string; name: string }[] }>(
        'officer',
        'profile',
        'list',
        '--limit',
        '200',
      );
      const profile = profiles.items.find(({ name }) => name === 'Kommandoprofil')?.id;
      const table = [
        'personnummer,profile,result,assessedOn,units',
        `19900101-2385,${profile},certificate,${today},K1:full`,
        `19900101-0000,${profile},certificate,${today},K1:full`,
        `19900101-2385,${profile},grade,${today},K9:full:C`,
      ];
      const logged = await field().cli(
        'learning-centre',
        '--json',
        'import',
        'outcomes',
        file(table.join('\n'), 'o.csv'),
      );
      expect([logged.code, JSON.parse(logged.out)]).toEqual([3, expect.objectContaining({ read: 3, created: 1 })]);
      const { rejected } = JSON.parse(logged.out) as { rejected: { line: number; code: string }[] };
      expect(rejected.map(({ line, code }) => [line, code])).toEqual([
        [3, 'not-a-number'],
        [4, 'unknown-unit'],
      ]);
    });
  });

  async function propose(candidate: string, kind: string, target: string): Promise<string> {
    let proposal: Changed | undefined;
    await eventually(async () => {
      proposal = await does(
        'officer',
        'proposal',
        'draft',
        `candidate=${candidate}`,
        `target.kind=${kind}`,
        `target.id=${target}`,
      );
    });
    const id = proposal?.id as string;
    await does('officer', 'proposal', 'consent', id, 'how=oral', `day=${today}`);
    await does('officer', 'proposal', 'send', id, 'fields:=["name"]', 'basis=osl-12-2', `until=${inDays(5)}`);
    await does('employer', 'proposal', 'accept', id);
    await eventually(async () => {
      expect(await does('officer', 'proposal', 'show', id)).toMatchObject({ status: 'booked' });
    });
    return id;
  }
}
