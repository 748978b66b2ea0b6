import { runService } from '@lotsen/platform';
import { candidatesService } from './candidates.service-definition.js';

await runService(candidatesService);
