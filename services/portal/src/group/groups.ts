import { type Done, type Refusal, Refused } from '@lotsen/persistence';
import type { Origin, Target } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import { OrganisationStore } from '../organisation/organisation.store.js';
import { change, form, type Group, type GroupContent } from './group.js';
import { GroupStore } from './group.store.js';

/** Forms and changes groups, whose members must be registered organisations. */
@Injectable()
export class Groups {
  constructor(
    private readonly store: GroupStore,
    private readonly organisations: OrganisationStore,
  ) {}

  async form(content: GroupContent, origin: Origin): Promise<Done<Group>> {
    await this.assertMembers(content);
    return this.store.create(origin, form(content));
  }

  async change(target: Target, content: GroupContent): Promise<Done<Group>> {
    await this.assertMembers(content);
    return this.store.change(target, change(content));
  }

  /**
   * If a group named an unregistered id, an organisation that registers under it later would share with the group at
   * once.
   */
  private async assertMembers({ members }: GroupContent): Promise<void> {
    const unknown = await this.organisations.unknownAmong(members);
    const at = members.findIndex((id) => unknown.has(id));
    if (at >= 0) throw new Refused(unknownMember(at));
  }
}

const unknownMember = (at: number): Refusal => ({
  code: 'unknown-organisation',
  status: 422,
  field: `members.${at}`,
  detail: { sv: 'Det finns ingen sådan organisation.', en: 'There is no such organisation.' },
  hint: { sv: 'Registrera den först.', en: 'Register it first.' },
});
