/** Names under which a service's parts are injected. */
export const TRANSPORT = Symbol('TRANSPORT');
export const SETTINGS = Symbol('SETTINGS');
export const TELEMETRY = Symbol('TELEMETRY');
export const CLOCK = Symbol('CLOCK');
export const AGGREGATE_STORES = Symbol('AGGREGATE_STORES');
export const FROM_LOG = Symbol('FROM_LOG');
export const PROJECTION_VERSIONS = Symbol('PROJECTION_VERSIONS');

/** The one clock: decisions get the instant as an argument, and tests own it. */
export type Clock = () => Date;

/** Topic → aggregate → version, as a reader's own tables hold them. */
export type ProjectionVersions = () => Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>;
