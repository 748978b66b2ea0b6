import { faultsOn } from '../support/faults-on.js';
import { canRunKafka } from './kafka-from-jars.js';

/** The harness starts its own broker from jars, so that it can end the broker's process. */
const canRun = await canRunKafka();
if (!canRun) console.warn('SKIPPED: every fault on Kafka. There is no Java with Maven.');

faultsOn('kafka', canRun);
