export { Organisations, OrganisationsConsumer } from './organisations.js';
