import { runService } from '@lotsen/platform';
import { validationsService } from './validations.service-definition.js';

await runService(validationsService);
