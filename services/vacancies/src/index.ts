export { vacanciesService } from './vacancies.service-definition.js';
