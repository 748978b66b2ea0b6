export { portalService } from './portal.service-definition.js';
