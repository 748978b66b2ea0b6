export { candidatesService } from './candidates.service-definition.js';
