import { faultsOn } from '../support/faults-on.js';

faultsOn('embedded', true);
