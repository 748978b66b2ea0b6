import { runService } from '@lotsen/platform';
import { placementsService } from './placements.service-definition.js';

await runService(placementsService);
