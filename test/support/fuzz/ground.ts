import { demoActors } from '@lotsen/access/demo-actors';
import type { Role } from '@lotsen/access/roles';
import type { Api } from '@lotsen/testing/api';
import { careAssistant } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { aPerson, aPlacement, aVacancy, type Changed, inDays } from '@lotsen/testing/test-system';

const occupation = careAssistant;
const yes = { how: 'oral', day: inDays(0) };

/**
 * Creates things that the demo data lacks, by the roles that create them in production. Random requests alone seldom
 * get that far.
 */
export async function layGround(api: Api): Promise<void> {
  const make = async (role: Role, path: string, body: object) => (await api.post<Changed>(role, path, body)).id;
  const persons: string[] = [];
  for (let at = 0; at < 8; at++) persons.push(await make('officer', '/v1/candidates', aPerson({ home: '2481' })));
  const vacancy = await make('employer', '/v1/vacancies', aVacancy());
  const placement = await make('employer', '/v1/placements', aPlacement({ capacity: 9 }));
  await make('employer', '/v1/vacancies/drafts', aVacancy());
  await make('employer', '/v1/placements/supervisors', { mark: 'Handledare', step: 2, most: 5 });
  await make('employer', '/v1/vacancies/coming-needs', { occupation, county: '24', number: 3, from: inDays(90) });
  await make('learning-centre', '/v1/placements/needs', {
    title: 'Platser',
    kind: 'apl',
    occupation,
    places: ['2481'],
    number: 2,
    start: inDays(0),
    end: inDays(30),
  });
  const targets = [
    { kind: 'vacancy', id: vacancy },
    { kind: 'placement', id: placement },
  ];
  for (const candidate of persons) {
    const learningCentre = { with: demoActors['learning-centre'].organisation };
    await api.post('officer', `/v1/candidates/${candidate}/share`, learningCentre, { 'if-match': '"1"' });
    // Retries until the other services have consumed the events on the person and on the targets.
    await eventually(async () => {
      await make('officer', '/v1/placements/bookings', { candidate, placement, personSaidYes: yes });
    });
    await eventually(async () => {
      await make('learning-centre', '/v1/validations/cases', { candidate, process: 'komvux' });
    });
    for (const target of targets) await eventually(() => sentProposal(api, candidate, target));
  }
}

async function sentProposal(api: Api, candidate: string, target: object): Promise<void> {
  const path = '/v1/matching/proposals';
  const { id } = await api.post<Changed>('officer', path, { candidate, target });
  await api.post('officer', `${path}/${id}/consent`, yes, { 'if-match': '"1"' });
  const release = { fields: ['name'], basis: 'osl-10-1', until: inDays(9) };
  await api.post('officer', `${path}/${id}/send`, release, { 'if-match': '"2"' });
}
