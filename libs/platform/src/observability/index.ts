export { Gauges } from './gauges.js';
export { HealthController } from './health.controller.js';
export { processLogger } from './logging.js';
export { MetricsController } from './metrics.controller.js';
export { Readiness } from './readiness.js';
export { startTelemetry } from './telemetry.js';
export { nameRoute, watchedRequests } from './watched-requests.js';
