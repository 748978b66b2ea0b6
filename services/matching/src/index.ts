export { matchingService } from './matching.service-definition.js';
