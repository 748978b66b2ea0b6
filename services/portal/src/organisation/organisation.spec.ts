import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { organisationContentOf } from './organisation.dto.js';
import {
  change,
  close,
  lifecycle,
  type Organisation,
  type OrganisationContent,
  type OrganisationStatus,
  register,
  reopen,
} from './organisation.js';

const reference = loadReference();
const workplace = { id: '20000000-0000-4000-8000-000000000001', name: 'Demo', municipality: '2481' };
const content = (given: Partial<OrganisationContent> = {}): OrganisationContent => ({
  name: 'Demo',
  number: null,
  kinds: ['municipality', 'employer'],
  setsGrades: false,
  workplaces: [workplace],
  demo: true,
  ...given,
});
const organisation = (status: OrganisationStatus): Organisation => ({
  ...content(),
  status,
  reached: { [status]: before },
});

eachTransition(lifecycle, {
  state: organisation,
  commands: {
    register: register(content(), reference),
    change: change(content({ setsGrades: true }), reference),
    close,
    reopen,
  },
});

describe('an organisation', () => {
  it('that says the same again has not changed', () => {
    expect(change(content(), reference)(organisation('active'), now)).toEqual({ kind: 'unchanged' });
  });

  it('has its workplaces in municipalities that exist', () => {
    const nowhere = content({ workplaces: [workplace, { ...workplace, municipality: '9999' }] });
    const refused = { refusal: { status: 422, field: 'workplaces.1.municipality' } };
    expect(register(nowhere, reference)(undefined, now)).toMatchObject(refused);
    expect(change(nowhere, reference)(organisation('active'), now)).toMatchObject(refused);
  });

  it('gives a new workplace an id, and keeps that of a known one', () => {
    const { id, ...fresh } = workplace;
    const { workplaces, kinds } = organisationContentOf({
      name: 'Demo',
      kinds: ['employer', 'employer'],
      workplaces: [fresh, workplace],
    });
    expect(workplaces.map((one) => one.id)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/u), id]);
    expect(kinds).toEqual(['employer']);
  });

  it.each(['active', 'closed'] as const)('%s: the contract holds', (status) => {
    const event = { id: '00000000-0000-4000-8000-000000000001', version: 1, ...organisation(status) };
    expect(breachOf(topics.organisation, event)).toBeUndefined();
  });
});
