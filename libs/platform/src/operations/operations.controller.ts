import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import {
  DeadLetterDetails,
  DeadLetterList,
  Held,
  LogCheck,
  Replayed,
  Republished,
  Rereading,
  ServiceState,
} from '@lotsen/api';
import { topicsByName } from '@lotsen/contracts';
import { ConsumerGroup, compareWithLog, DeadLetters, outboxSize, type Transport } from '@lotsen/messaging';
import { type AggregateStore, Refused } from '@lotsen/persistence';
import { Controller, Get, HttpCode, Inject, Logger, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Reread } from '../background/index.js';
import { Answers, IdParam } from '../http/index.js';
import {
  ANSWERS_FOR,
  type AnswersFor,
  assertAnswersFor,
  heldOn,
  PERSONAL_DATA,
  type PersonalData,
  ReadLog,
  ShowsPersons,
} from '../persons/index.js';
import { AGGREGATE_STORES, PROJECTION_VERSIONS, type ProjectionVersions, TRANSPORT } from '../tokens.js';

/** For an administrator of any service: its outbox, dead letters, lag, and how its data compares with the log. */
@ApiTags('operations')
@Controller('operations')
@Allow({ administrator: 'any' })
export class OperationsController {
  constructor(
    private readonly source: DataSource,
    private readonly group: ConsumerGroup,
    private readonly deadLetters: DeadLetters,
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(AGGREGATE_STORES) private readonly stores: readonly AggregateStore<unknown>[],
    @Inject(PERSONAL_DATA) private readonly personal: readonly PersonalData[],
    @Inject(ANSWERS_FOR) private readonly answersFor: AnswersFor,
    private readonly reads: ReadLog,
    @Inject(PROJECTION_VERSIONS) private readonly projection: ProjectionVersions | null,
    private readonly reread: Reread,
  ) {}

  @Get('state')
  @ApiOperation({
    summary: 'Shows how a service stands to the log.',
    description:
      'Size of its outbox, records of each topic that it has not read yet, length of the topics that it writes, and number of its dead letters.',
  })
  @Answers(200, ServiceState)
  async state() {
    return {
      log: this.transport.logId,
      transport: this.transport.kind,
      rereading: this.reread.running,
      outbox: await outboxSize(this.source.manager),
      lag: await this.group.lag(),
      ends: await this.ends(),
      deadLetters: await this.deadLetters.count(),
    };
  }

  /** How many records were ever written to each topic of this service. */
  private async ends(): Promise<Record<string, number>> {
    const ends: Record<string, number> = {};
    for (const { topic } of this.stores) {
      if (!topic) continue;
      const offsets = await this.transport.endOffsets(topic.name);
      ends[topic.name] = [...offsets.values()].reduce((sum, end) => sum + end, 0);
    }
    return ends;
  }

  @Get('dead-letters')
  @ApiOperation({ summary: 'Lists the dead letters of a service.' })
  @Answers(200, DeadLetterList)
  async list() {
    return { items: await this.deadLetters.list(200) };
  }

  @Get('dead-letters/:id')
  @ApiOperation({ summary: 'Shows a dead letter as it came, and why it was refused.' })
  @Answers(200, DeadLetterDetails)
  async show(@IdParam() id: string) {
    const found = await this.deadLetters.show(id);
    if (!found) throw unknownLetter();
    const { letter, record } = found;
    return { ...letter, headers: record.headers, value: record.value?.toString('utf8') ?? null };
  }

  @Post('dead-letters/:id/replay')
  @ApiOperation({
    summary: 'Consumes a dead letter again.',
    description: 'The same bytes are consumed; the dead letter is removed when that succeeds.',
  })
  @Answers(200, Replayed)
  @HttpCode(200)
  async replay(@IdParam() id: string) {
    const found = await this.deadLetters.show(id);
    if (!found) throw unknownLetter();
    try {
      await this.group.replay(found.record);
    } catch (error) {
      const why = (error as Error).message;
      throw new Refused({
        code: 'still-refused',
        status: 409,
        detail: { sv: `Meddelandet kunde fortfarande inte tas emot: ${why}`, en: why },
        hint: {
          sv: 'Rätta koden, referensdatan eller källan; en återpublicering botar oftast.',
          en: 'Mend the code, the reference data or the source; a republish is the usual cure.',
        },
      });
    }
    await this.deadLetters.remove(id);
    return { id, replayed: true };
  }

  @Post('republish')
  @ApiOperation({ summary: 'Publishes the state of every aggregate of a service again.' })
  @Answers(200, Republished)
  @HttpCode(200)
  async republish() {
    const announced: Record<string, number> = {};
    for (const store of this.stores) {
      if (store.topic) announced[store.topic.name] = await store.republish();
    }
    return { announced };
  }

  @Post('reread')
  @ApiOperation({
    summary: 'Starts to read the log again from its start.',
    description: 'A restored database needs it. The state of the service shows while it runs.',
  })
  @Answers(202, Rereading)
  @HttpCode(202)
  readAgain() {
    if (!this.reread.running) {
      this.reread
        .run()
        .catch((error: Error) => new Logger('reread').error(`Reading the log again failed: ${error.message}`));
    }
    return { rereading: true };
  }

  @Get('held/:id')
  @ApiOperation({
    summary: 'Shows what a service holds on a person, and who looked at it; not who the person is.',
    description: 'For administrators, and for officers of the organisation that answers for the person.',
  })
  @Allow({ officer: 'own', administrator: 'any' })
  @Answers(200, Held)
  @ShowsPersons<unknown>('oversight', (_, { params }) => [String(params.id)])
  async held(@IdParam() id: string, @CurrentActor() actor: Actor) {
    await assertAnswersFor(id, actor, this.answersFor);
    const shown = this.personal.filter(({ isIdentity }) => !isIdentity);
    return heldOn(id, shown, this.reads);
  }

  @Get('log-check')
  @ApiOperation({
    summary: 'Compares what a service holds with the log.',
    description: 'As the writer of its own topics, and as a reader of the others.',
  })
  @Answers(200, LogCheck)
  async logCheck() {
    const written = [];
    for (const store of this.stores) {
      if (!store.topic) continue;
      written.push(await compareWithLog(this.transport, store.topic, await store.publicVersions()));
    }
    const read = [];
    for (const [name, held] of this.projection ? await this.projection() : []) {
      const topic = topicsByName.get(name);
      if (topic) read.push(await compareWithLog(this.transport, topic, held));
    }
    return { outbox: await outboxSize(this.source.manager), written, read };
  }
}

function unknownLetter(): Refused {
  return new Refused({
    code: 'not-found',
    status: 404,
    detail: { sv: 'Meddelandet finns inte.', en: 'There is no such dead letter.' },
  });
}
