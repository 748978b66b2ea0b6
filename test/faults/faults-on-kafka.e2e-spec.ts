import { faultsOn } from '../support/faults-on.js';
import { canRunKafka } from './kafka-from-jars.js';

/** The broker is one of the harness's own, whose process can be ended: from its jars. */
const canRun = await canRunKafka();
if (!canRun) console.warn('SKIPPED: every fault on Kafka. There is no Java with Maven.');

faultsOn('kafka', canRun);
