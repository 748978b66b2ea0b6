import { runService } from '@lotsen/platform';
import { portalService } from './portal.service-definition.js';

await runService(portalService);
