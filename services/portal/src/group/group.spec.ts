import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { change, dissolve, form, type Group, type GroupContent, type GroupStatus, lifecycle } from './group.js';

const content = (given: Partial<GroupContent> = {}): GroupContent => ({
  name: 'Demo',
  members: ['o1', 'o2'],
  demo: true,
  ...given,
});
const group = (status: GroupStatus): Group => ({ ...content(), status, reached: { [status]: before } });

eachTransition(lifecycle, {
  state: group,
  commands: { form: form(content()), change: change(content({ members: ['o1', 'o3'] })), dissolve },
});

describe('a group', () => {
  it('that says the same again has not changed', () => {
    expect(change(content())(group('active'), now)).toEqual({ kind: 'unchanged' });
  });

  it.each(['active', 'dissolved'] as const)('%s: the contract holds', (status) => {
    const event = { id: '90000000-0000-4000-8000-000000000001', version: 1, ...group(status) };
    expect(breachOf(topics.organisationGroup, event)).toBeUndefined();
  });
});
