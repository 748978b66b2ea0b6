import { runService } from '@lotsen/platform';
import { matchingService } from './matching.service-definition.js';

await runService(matchingService);
