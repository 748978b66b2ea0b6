/** Injection tokens for the parts of a service. */
export const TRANSPORT = Symbol('TRANSPORT');
export const SETTINGS = Symbol('SETTINGS');
export const TELEMETRY = Symbol('TELEMETRY');
export const CLOCK = Symbol('CLOCK');
export const AGGREGATE_STORES = Symbol('AGGREGATE_STORES');
export const FROM_LOG = Symbol('FROM_LOG');
export const PROJECTION_VERSIONS = Symbol('PROJECTION_VERSIONS');

/** The only clock. Decisions get the instant as an argument, and tests set it. */
export type Clock = () => Date;

/** Topic → aggregate → version, as the tables of the reading service have them. */
export type ProjectionVersions = () => Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>;
