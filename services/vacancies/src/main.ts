import { runService } from '@lotsen/platform';
import { vacanciesService } from './vacancies.service-definition.js';

await runService(vacanciesService);
