import { Allow } from '@lotsen/access';
import { topicNamed } from '@lotsen/contracts';
import { ConsumerGroup, compareWithLog, DeadLetters, outboxSize, type Transport } from '@lotsen/messaging';
import { type AggregateStore, Refused } from '@lotsen/persistence';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { IdParam } from './http.js';
import { AGGREGATE_STORES, PROJECTION_VERSIONS, type ProjectionVersions, TRANSPORT } from './tokens.js';

/** What an administrator needs of any service: its outbox, dead letters, lag, and how it stands to the log. */
@ApiTags('operations')
@Controller('operations')
@Allow('administrator')
export class OperationsController {
  constructor(
    private readonly source: DataSource,
    private readonly group: ConsumerGroup,
    private readonly deadLetters: DeadLetters,
    @Inject(TRANSPORT) private readonly transport: Transport,
    @Inject(AGGREGATE_STORES) private readonly stores: readonly AggregateStore<unknown>[],
    @Inject(PROJECTION_VERSIONS) private readonly projection: ProjectionVersions | null,
  ) {}

  /** Size of the outbox, records not yet read of each topic, length of the topics written, number of dead letters. */
  @Get('state')
  async state() {
    return {
      log: this.transport.logId,
      transport: this.transport.kind,
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
      const offsets = await this.transport.endOffsets(topic.name);
      ends[topic.name] = [...offsets.values()].reduce((sum, end) => sum + end, 0);
    }
    return ends;
  }

  @Get('dead-letters')
  async list() {
    return { items: await this.deadLetters.list(200) };
  }

  @Get('dead-letters/:id')
  async show(@IdParam() id: string) {
    const found = await this.deadLetters.show(id);
    if (!found) throw unknownLetter();
    const { letter, record } = found;
    return { ...letter, headers: record.headers, value: record.value?.toString('utf8') ?? null };
  }

  /** Takes the same bytes in again; the letter goes when that holds. */
  @Post('dead-letters/:id/replay')
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

  /** Announces all aggregates of this service again. */
  @Post('republish')
  @HttpCode(200)
  async republish() {
    const announced: Record<string, number> = {};
    for (const store of this.stores) announced[store.topic.name] = await store.republish();
    return { announced };
  }

  /** Compares what this service holds with the log: as the writer of its topics, and as the reader of others'. */
  @Get('log-check')
  async logCheck() {
    const written = [];
    for (const store of this.stores) {
      written.push(await compareWithLog(this.transport, store.topic, await store.publicVersions()));
    }
    const read = [];
    for (const [name, held] of this.projection ? await this.projection() : []) {
      const topic = topicNamed(name);
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
