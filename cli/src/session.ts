import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the access token is kept between commands, readable by its owner alone. */
const file = join(homedir(), '.config', 'lotsen', 'session.json');

export interface Session {
  readonly url: string;
  readonly token: string;
}

export function keepSession(session: Session): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(session), { mode: 0o600 });
}

/** The token that was kept for this address. */
export function keptToken(url: string): string | undefined {
  try {
    const session = JSON.parse(readFileSync(file, 'utf8')) as Session;
    return session.url === url ? session.token : undefined;
  } catch {
    return undefined;
  }
}
