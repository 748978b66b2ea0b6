import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from 'lotsen/embedded-postgres';
import { freePorts } from 'lotsen/ports';
import pg from 'pg';
import { kafkaFromJars } from './kafka-from-jars.js';
import { KeptProcess } from './kept-process.js';
import { atPortThatStays } from './port-that-stays.js';

/** A server that the harness starts. It keeps its address through all restarts. */
export interface Server {
  readonly process: KeptProcess;
  readonly address: string;
}

/** Keeps the files small, so that the server soon has to allocate space on a full volume. */
const postgresSettings = ['max_wal_size=48MB', 'min_wal_size=2MB', 'shared_buffers=32MB', 'wal_recycle=off'];

type Undo = (step: () => Promise<void>) => void;

export async function postgresOn(folder: string, undo: Undo): Promise<Server> {
  // The server notices a full volume at the next segment of the write-ahead log. Small segments make that soon.
  const options = { settings: postgresSettings, initdb: ['--wal-segsize=1'] };
  let address = '';
  const kept = new KeptProcess(
    'PostgreSQL',
    atPortThatStays(
      () => freePorts(1),
      async (port) => {
        const { pid, gone, url } = await startEmbeddedPostgres(folder, { ...options, port });
        address = url;
        return { pid, gone: gone.then(() => 'it ended') };
      },
    ),
    () => answers(address),
  );
  undo(() => kept.end('SIGKILL'));
  await kept.start();
  return { process: kept, address };
}

/** Few internal partitions, eager compaction (rounds read the topics from their start), and a quick start. */
const brokerSettings = [
  'offsets.topic.num.partitions=1',
  'transaction.state.log.num.partitions=1',
  'log.index.size.max.bytes=262144',
  'log.cleaner.backoff.ms=1000',
  'log.cleaner.dedupe.buffer.size=8388608',
  'log.cleaner.io.buffer.size=1048576',
  'log.flush.offset.checkpoint.interval.ms=5000',
];
const java = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

export async function kafkaOn(folder: string, data: string, undo: Undo): Promise<Server> {
  const { startKafkaFromJars } = await kafkaFromJars();
  // The jars are kept between runs.
  const jars = join(tmpdir(), 'lotsen-faults-kafka', 'jars');
  let address = '';
  const kept = new KeptProcess(
    'Kafka',
    atPortThatStays(
      // Two in a row: the broker's controller listens at the next port.
      () => freePorts(2),
      async (port) => {
        const options = { jars, data, settings: brokerSettings, java };
        const { pid, gone, broker } = await startKafkaFromJars(folder, port, options);
        address = broker;
        return { pid, gone: gone.then(() => 'it ended') };
      },
    ),
    async () => true,
  );
  undo(() => kept.end('SIGKILL'));
  await kept.start();
  return { process: kept, address };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
