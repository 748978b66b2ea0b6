import pg from 'pg';

/**
 * A connection whose failure never ends the process. A connection can break while no owner listens for its errors (the
 * server accepts it and is killed at once), and Node ends a process for an unhandled error event. With this client, the
 * next query fails instead.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
