import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DemoUser } from '@lotsen/access/demo-actors';
import { careAssistant, homeCare } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { testNumbers } from '@lotsen/testing/numbers';
import { type Changed, inDays } from '@lotsen/testing/test-system';
import type { SystemFixture } from './system-fixture.js';

const today = inDays(0);
const [first, second, third] = testNumbers(3, 7000) as [string, string, string];
const short = (number: string) => `${number.slice(2, 8)}-${number.slice(8)}`;

interface Summary {
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly { readonly line: number; readonly code: string; readonly message: string }[];
}

/** What people type, import, repeat and correct: nothing is lost or made up without a word. */
export function filesAsPeopleHaveThem({ field }: SystemFixture): void {
  const file = (content: string | Uint8Array, name = 'list.csv') => {
    const path = join(mkdtempSync(join(tmpdir(), 'lotsen-files-')), name);
    writeFileSync(path, content);
    return path;
  };
  const taken = async (user: DemoUser, what: 'people' | 'outcomes', path: string, ...more: string[]) => {
    const { out, error, code } = await field().cli(user, '--json', 'import', what, path, ...more);
    return { code, error, summary: (out ? JSON.parse(out) : {}) as Summary };
  };
  const found = async (name: string) => {
    const { items } = await field().api.post<{ items: { candidate: string; name: string }[] }>(
      'officer',
      '/v1/candidates/search',
      { name },
    );
    return items;
  };
  const factsOf = async (id: string) =>
    (await field().api.get<{ facts: Record<string, unknown> }>('officer', `/v1/candidates/${id}`)).facts;

  describe('files as people have them', () => {
    it('a table in Windows-1252 with Swedish headings, and cells as a spreadsheet writes them', async () => {
      const table = [
        'Namn;Personnr;Hemkommun;Max-restid;Har bil;Körkort;Tillgänglig från;Erfarenhet;e-post;',
        `Filperson Ängström;${short(first)};Lycksele;45,0;SANT;B|C;05.01.2027;${careAssistant}:24:2025;a@example.org;`,
        ';;;;;;;;;',
      ];
      const bytes = Buffer.from(table.join('\r\n'), 'latin1');
      const { code, summary } = await taken('officer', 'people', file(bytes));
      expect([code, summary]).toEqual([0, expect.objectContaining({ read: 1, created: 1 })]);
      const [person] = await found('ängström FILPERSON');
      expect(await factsOf(person?.candidate as string)).toMatchObject({
        home: '2481',
        maxCommuteMinutes: 45,
        drivesToWork: true,
        drivingLicences: ['B', 'C'],
        availableFrom: '2027-01-05',
        experience: [{ occupation: careAssistant, months: 24, lastYear: 2025 }],
      });
    });

    it('a list with few columns changes what it says and leaves the rest, and the same list again changes nothing', async () => {
      const table = `personnummer;name;phone;home\n${first};Filperson Ängström;070-1740601;2482\n`;
      expect((await taken('officer', 'people', file(table))).summary).toMatchObject({ changed: 1, created: 0 });
      const [person] = await found('filperson ängström');
      const id = person?.candidate as string;
      expect(await factsOf(id)).toMatchObject({
        home: '2482',
        maxCommuteMinutes: 45,
        experience: [{ occupation: careAssistant, months: 24 }],
      });
      const path = `/v1/candidates/${id}/identity`;
      const identity = await field().api.call('officer', 'GET', path, undefined, { 'lotsen-purpose': 'contact' });
      expect(identity.body).toMatchObject({ phone: '070-1740601', email: 'a@example.org' });
      const again = await taken('officer', 'people', file(Buffer.from(`\ufeff${table}`, 'utf16le')));
      expect(again.summary).toMatchObject({ changed: 0, created: 0, unchanged: 1 });
    });

    it('a number in any spelling is one person; what nobody can have is refused by its line, and takes no other with it', async () => {
      const spellings = [
        second,
        short(second),
        ` ${short(second)} `,
        short(second).replace('-', '\u00a0'),
        short(second).replace('-', '–'),
      ];
      const wrong = ['209912312387', '208507092388', '850709+2388', '19121212-1213', '1,98507E+11'];
      const unknownDays = ['191500882392', '198507602384'];
      const table = [
        'name,personnummer',
        ...spellings.map((number) => `Filperson Två,${number}`),
        ...wrong.map((number) => `Filperson Fel,"${number}"`),
        ...unknownDays.map((number, at) => `Filperson Samordning ${at},${number}`),
      ];
      const { code, summary } = await taken('officer', 'people', file(table.join('\n')));
      expect([code, summary]).toEqual([3, expect.objectContaining({ created: 3, unchanged: 4 })]);
      expect(summary.rejected.map(({ line }) => line)).toEqual([7, 8, 9, 10, 11]);
      expect(JSON.stringify(summary)).not.toContain('2085');
    });

    it('a column that nobody knows refuses the file, unless it is to be ignored', async () => {
      const path = file(`namn;personnummer;skonummer\nFilperson Tre;${third};38\n`);
      const { code, error } = await taken('officer', 'people', path);
      expect([code, error]).toEqual([2, expect.stringContaining('skonummer')]);
      const ignoring = await taken('officer', 'people', path, '--ignore-unknown-columns');
      expect(ignoring.summary).toMatchObject({ created: 1 });
    });

    it('a row with a cell too many, or with one that cannot be read, refuses itself, by its line as an editor counts', async () => {
      const table = [
        'sep=;',
        'namn;adress;restid',
        '"Filperson Fyra";"Vägen 1\nLycksele";30 min',
        'Filperson Fem;Vägen 2;länge',
        '',
        'Filperson Sex;Vägen 3;30;40',
        'Filperson Sju;Vägen 4;',
      ];
      const { summary } = await taken('officer', 'people', file(table.join('\n')));
      expect(summary).toMatchObject({ read: 4, created: 2 });
      expect(summary.rejected).toMatchObject([
        { line: 5, code: 'unreadable-cell', message: expect.stringContaining('maxCommuteMinutes: "länge"') },
        { line: 7, code: 'too-many-cells' },
      ]);
    });

    it('a person without a number who looks like somebody is a likely duplicate: told, and made on purpose only', async () => {
      const path = file('namn;hemkommun\nFilperson Dubbel;2481\n');
      expect((await taken('officer', 'people', path)).summary).toMatchObject({ created: 1 });
      expect((await taken('officer', 'people', path)).summary).toMatchObject({
        created: 0,
        rejected: [{ line: 2, code: 'likely-duplicate' }],
      });
      const allowed = await taken('officer', 'people', path, '--allow-likely-duplicates');
      expect(allowed.summary).toMatchObject({ created: 1 });
      expect(await found('filperson dubbel')).toHaveLength(2);
    });

    it('the same outcome is one, by file and by command; one that differs in a detail asks whether it corrects', async () => {
      const { api } = field();
      const profile = await api.post<Changed>('learning-centre', '/v1/validations/profiles', {
        name: 'Filprofil',
        process: 'komvux',
        saidBy: 'Testet',
        units: [{ unit: 'F1', label: 'Del', skills: [homeCare] }],
      });
      const table = (units: string, until = '') =>
        `personnummer;profil;resultat;bedömningsdag;giltig till;delar\n${first};${profile.id};certificate;${today};${until};${units}\n`;
      const path = file(table('F1:full'));
      await eventually(async () => {
        const { summary } = await taken('learning-centre', 'outcomes', path);
        expect(summary).toMatchObject({ created: 1 });
      });
      expect((await taken('learning-centre', 'outcomes', path)).summary).toMatchObject({ created: 0, unchanged: 1 });
      expect((await taken('learning-centre', 'outcomes', file(table('F1')))).summary).toMatchObject({
        rejected: [{ line: 2, code: 'unreadable-cell', message: expect.stringContaining('F1') }],
      });
      const corrected = await taken('learning-centre', 'outcomes', file(table('F1:full', '2030-01-05')));
      expect(corrected.summary).toMatchObject({ created: 0, rejected: [{ line: 2, code: 'may-correct' }] });

      const { candidate } = await api.post<{ candidate: string }>('learning-centre', '/v1/candidates/resolve', {
        personnummer: first,
      });
      const outcome = {
        candidate,
        profile: profile.id,
        result: 'certificate',
        units: [{ unit: 'F1', extent: 'full' }],
        assessedOn: today,
      };
      const path2 = '/v1/validations/outcomes';
      expect(await api.post('learning-centre', path2, outcome)).toMatchObject({ outcome: 'unchanged', version: 1 });
      const alike = { ...outcome, validUntil: '2030-01-05' };
      expect((await api.call('learning-centre', 'POST', path2, alike)).body).toMatchObject({ code: 'may-correct' });
      const another = await api.post('learning-centre', path2, { ...alike, another: true });
      expect(another).toMatchObject({ outcome: 'created' });
      const nobody = { ...outcome, candidate: '00000000-0000-4000-8000-00000000abcd' };
      expect((await api.call('learning-centre', 'POST', path2, nobody)).body).toMatchObject({ code: 'no-such-person' });
    });

    it('ads by lines or as a document, in whichever encoding; the newest copy wins, and a removed ad stays removed', async () => {
      const ad = (headline: string, timestamp: string, given = {}) =>
        JSON.stringify({ id: 'fil-1', headline, timestamp, occupation: { concept_id: careAssistant }, ...given });
      const takenAds = async (content: string | Uint8Array) => {
        const { out, error } = await field().cli('officer', '--json', 'import', 'ads', file(content, 'ads.jsonl'));
        return out ? (JSON.parse(out) as object) : error;
      };
      const lines = `${ad('Åtta', '2026-11-02T08:00:00')}\r\n\r\n`;
      expect(await takenAds(`\ufeff${lines}`)).toMatchObject({ read: 1, created: 1, rejected: [] });
      expect(await takenAds(Buffer.from(lines, 'latin1'))).toMatchObject({ read: 1, unchanged: 1 });
      expect(await takenAds(Buffer.from(`\ufeff${lines}`, 'utf16le'))).toMatchObject({ read: 1, unchanged: 1 });
      expect(await takenAds(`{"hits":[${lines}]}`)).toMatchObject({ read: 1, unchanged: 1 });
      expect(await takenAds('[]')).toMatchObject({ read: 0 });
      expect(await takenAds(ad('Sju', '2026-11-02T07:00:00'))).toMatchObject({ unchanged: 1 });
      expect(await takenAds(ad('Nio', '2026-11-02T08:00:00Z'))).toMatchObject({ changed: 1 });
      const removal = JSON.stringify({ id: 'fil-1', removed: true, timestamp: '2026-11-02T10:00:00' });
      expect(await takenAds(removal)).toMatchObject({ removed: 1 });
      expect(await takenAds(ad('Nio igen', '2026-11-02T09:30:00'))).toMatchObject({ unchanged: 1 });
      expect(await takenAds(ad('Elva', '2026-11-02T11:00:00'))).toMatchObject({ changed: 1 });
      expect(await takenAds('{ not an ad }\n')).toContain('platsannons');
    });

    it('names that nothing is seen of, personal numbers in texts, and wrong organisation numbers are refused', async () => {
      const refused = async (user: DemoUser, path: string, body: object) => {
        const answer = await field().api.call<{ errors?: { field: string; code: string }[] }>(user, 'POST', path, body);
        return [answer.status, answer.body.errors?.map(({ field: of, code }) => `${of} ${code}`).join()];
      };
      for (const name of ['   ', '\u200b', '\u3164']) {
        const person = { identity: { name }, facts: {} };
        expect(await refused('officer', '/v1/candidates', person)).toEqual([400, 'identity.name isNotBlank']);
      }
      const vacancy = (title: string, organisation: string) => ({
        title,
        employer: { name: 'Test', organisation },
        occupation: careAssistant,
        place: '2481',
      });
      expect(
        await refused('employer', '/v1/vacancies', vacancy(`Assistent åt ${short(first)}`, '556036-0793')),
      ).toEqual([400, 'title holdsNoIdentityNumber']);
      for (const wrong of ['556036-0794', short(first)]) {
        expect(await refused('employer', '/v1/vacancies', vacancy('Assistent', wrong))).toEqual([
          400,
          'employer.organisation isOrganisationNumber',
        ]);
      }
      const mark = { mark: `Handledare ${first}`, step: 1, most: 2 };
      expect(await refused('employer', '/v1/placements/supervisors', mark)).toEqual([
        400,
        'mark holdsNoIdentityNumber',
      ]);
    });
  });
}
