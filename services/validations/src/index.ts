export { validationsService } from './validations.service-definition.js';
