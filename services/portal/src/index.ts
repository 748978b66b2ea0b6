export { startPortal } from './portal.js';
export { demoActors } from './sign-in/demo-actors.js';
