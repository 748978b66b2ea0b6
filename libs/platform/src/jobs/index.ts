export { JOB_KINDS, type JobKind, type Work } from './job-kind.js';
export { ShowsJobs, StartsJob } from './job-routes.js';
export { type JobRow, Jobs1700000000009 } from './job-table.js';
export { Jobs } from './jobs.js';
