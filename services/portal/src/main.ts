import { runUntilStopped } from '@lotsen/platform';
import { startPortal } from './portal.js';

await runUntilStopped('portal', startPortal);
