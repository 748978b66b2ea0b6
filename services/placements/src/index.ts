export { placementsService } from './placements.service-definition.js';
