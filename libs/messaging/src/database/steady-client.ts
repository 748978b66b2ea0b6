import pg from 'pg';

/**
 * A connection that never ends its process. One that breaks between two owners (a server that greets and is killed in one
 * breath) has nobody who listens, and Node ends a process for that; the next query on it says what has happened.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
