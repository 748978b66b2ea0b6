import { transportContract } from '@lotsen/testing/transport.contract';
import { onBothTransports } from '@lotsen/testing/transports';

onBothTransports(transportContract);
