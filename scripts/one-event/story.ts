import { setTimeout as sleep } from 'node:timers/promises';
import { demoActors } from '@lotsen/access';
import type { Role } from '@lotsen/access/roles';
import { demoValidationProfiles } from '@lotsen/reference';
import { assistantNurse } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { careAssistantInLycksele } from '@lotsen/testing/personas';
import { whenDone } from '@lotsen/testing/when-done';
import type { DemoSystem } from './demo-system.js';

interface Profile {
  readonly id: string;
  readonly name: string;
  readonly units: readonly { readonly unit: string }[];
}

const patience = 30_000;

/** A person in Lycksele, an employer nearby, a learning centre. An officer follows the person's list while both act. */
export class Story {
  private constructor(
    private readonly system: DemoSystem,
    private readonly person: string,
    private readonly profile: Profile,
    private readonly list: FollowedList,
  ) {}

  static async begin(system: DemoSystem): Promise<Story> {
    for (const [role, kind] of [
      ['officer', 'municipality'],
      ['employer', 'employer'],
      ['learning-centre', 'learning-centre'],
    ] as const) {
      const organisation = { id: demoActors[role].organisation, name: `Demo: ${kind}`, kinds: [kind], demo: true };
      await system.call('administrator', 'POST', '/v1/portal/organisations', organisation);
    }
    const content = demoValidationProfiles().find(({ name }) => name === 'Demo: Vård och omsorg, grund');
    const profile = await profileOf(system, content as object);
    const { id } = await system.call<{ id: string }>('officer', 'POST', '/v1/candidates', {
      identity: { name: 'Demoperson Lycksele' },
      linksEvidence: true,
      facts: careAssistantInLycksele,
    });
    // A learning centre may record outcomes only of persons whom an organisation has shared with it.
    const shared = { with: demoActors['learning-centre'].organisation };
    await eventually(async () => {
      await system.call('officer', 'POST', `/v1/candidates/${id}/share`, shared, { 'if-match': '"1"' });
    }, patience);
    // A new system's first tick is over before anything is watched.
    const tick = await system.call<{ id: string }>('administrator', 'POST', '/v1/matching/tick');
    await whenDone(
      () => system.call<{ state: string; result: unknown }>('administrator', 'GET', `/v1/matching/jobs/${tick.id}`),
      patience,
    );
    return new Story(system, id, profile, await FollowedList.of(system, id));
  }

  /** An employer posts a vacancy; resolves when the followed list shows it. @returns its id */
  async postVacancy(): Promise<string> {
    const { id } = await this.system.call<{ id: string }>('employer', 'POST', '/v1/vacancies', {
      title: 'Demo: undersköterska, hemtjänsten',
      employer: { name: 'Demokommunen' },
      occupation: assistantNurse,
      place: '2481',
      demo: true,
    });
    await this.list.until((sent) => sent.includes(id));
    return id;
  }

  /** The learning centre records an outcome. @returns its id */
  async logOutcome(headers: Record<string, string> = {}): Promise<string> {
    const outcome = {
      candidate: this.person,
      profile: this.profile.id,
      result: 'certificate',
      units: this.profile.units.slice(0, 2).map(({ unit }) => ({ unit, extent: 'full' })),
      assessedOn: '2026-11-01',
    };
    const path = '/v1/validations/outcomes';
    return (await this.system.call<{ id: string }>('learning-centre', 'POST', path, outcome, headers)).id;
  }

  async withdrawOutcome(id: string): Promise<void> {
    const path = `/v1/validations/outcomes/${id}/withdraw`;
    await this.system.call('learning-centre', 'POST', path, {}, { 'if-match': '"1"' });
  }

  /** Runs `play`, and resolves when the followed list has been sent again. */
  async untilSentAgain(play: () => Promise<unknown>): Promise<void> {
    const before = this.list.sent;
    await play();
    await this.list.until(() => this.list.sent > before);
  }

  /** Resolves when the explanation of the person's match with a vacancy names a record. @throws after half a minute */
  async explained(vacancy: string, record: string): Promise<void> {
    const path = `/v1/matching/candidates/${this.person}/targets/${vacancy}`;
    for (let waited = 0; waited < patience; waited += 500) {
      if (JSON.stringify(await this.system.call('officer', 'GET', path)).includes(record)) return;
      await sleep(500);
    }
    throw new Error('Half a minute later no line of the explanation names the record.');
  }

  /** Sends each service that takes part a query about something else, and a body that it refuses. */
  async askElse(): Promise<void> {
    await this.system.call('employer', 'GET', '/v1/vacancies/coming-needs?limit=1');
    await this.system.call('learning-centre', 'GET', '/v1/validations/cases?limit=1');
    await this.system.call('administrator', 'GET', '/v1/matching/projection');
    const nobody = { note: 'Demo', candidate: '00000000-0000-4000-8000-000000000000' };
    await this.refused('employer', '/v1/vacancies/coming-needs', nobody);
    await this.refused('learning-centre', '/v1/validations/cases', nobody);
    await this.refused('officer', '/v1/matching/proposals', nobody);
  }

  private async refused(...[role, path, body]: [Role, string, object]): Promise<void> {
    const done = await this.system.call(role, 'POST', path, body).catch(() => undefined);
    if (done) throw new Error(`POST ${path} was to be refused.`);
  }

  async end(): Promise<void> {
    await this.list.stop();
  }
}

/** A published profile. The service refuses it until it has read the learning centre from the log. */
async function profileOf(system: DemoSystem, content: object): Promise<Profile> {
  const path = '/v1/validations/profiles';
  let made: { id: string } | undefined;
  await eventually(async () => {
    made = await system.call<{ id: string }>('learning-centre', 'POST', path, { ...content, demo: true });
  }, patience);
  return system.call<Profile>('learning-centre', 'GET', `${path}/${made?.id}`);
}

/** A person's list as a stream. */
class FollowedList {
  /** How many times it was sent. */
  sent = 0;
  private latest = '';
  private readonly ended = new AbortController();
  private reading: Promise<void> | undefined;

  /** Resolves when the first list has arrived. @throws if matching has not consumed the person within half a minute */
  static async of(system: DemoSystem, candidate: string): Promise<FollowedList> {
    const list = new FollowedList();
    const { signal } = list.ended;
    for (let waited = 0; waited < patience; waited += 500) {
      const headers = await system.headers('officer');
      const stream = await fetch(`${system.url}/v1/matching/stream?candidate=${candidate}`, { headers, signal });
      if (stream.ok && stream.body) {
        list.reading = list.read(stream.body).catch(() => undefined);
        await list.until(() => list.sent > 0);
        return list;
      }
      await sleep(500);
    }
    throw new Error('Matching does not know the person that was registered half a minute ago.');
  }

  private async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      const events = (text + part).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events.filter((one) => one.includes('data:'))) {
        this.latest = event;
        this.sent++;
      }
    }
  }

  /** @throws after half a minute */
  async until(holds: (sent: string) => boolean): Promise<void> {
    for (let waited = 0; !holds(this.latest); waited += 50) {
      if (waited > patience) throw new Error('The followed list did not change within half a minute.');
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    this.ended.abort();
    await this.reading;
  }
}
