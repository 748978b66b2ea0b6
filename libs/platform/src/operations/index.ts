export { OperationsController } from './operations.controller.js';
