import { transportContract } from '../../../test/support/transport.contract.js';
import { onBothTransports } from '../../../test/support/transports.js';

onBothTransports(transportContract);
