import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, type JWTPayload } from 'jose';
import { eventually } from './eventually.js';
import { beginLotsen, type Ran, type System } from './system.js';

/** `npx lotsen login` while it waits for the browser. */
export interface Login {
  /** The address that it asks the user to open. */
  readonly address: URL;
  readonly ended: Promise<Ran>;
  /** Runs another command with the session that this one saved. */
  run(...args: string[]): Promise<Ran>;
  /** The claims of the token that this one saved. */
  claims(): JWTPayload;
  /** Ends the command if it still waits, and removes the session that it saved. */
  clear(): Promise<void>;
}

/** Starts `npx lotsen login` in an empty home folder. Resolves when it has printed its address. */
export async function beginLogin(system: Pick<System, 'url'>): Promise<Login> {
  const home = mkdtempSync(join(tmpdir(), 'lotsen-login-'));
  const { printed, ended, process: child } = beginLotsen(system, home, ['login']);
  const address = () => {
    const [found] = /http\S+\/oidc\/auth\?\S+/u.exec(printed.error) ?? [];
    if (!found) throw new Error(`No address was printed: ${printed.error}`);
    return new URL(found);
  };
  await eventually(() => void address());
  return {
    address: address(),
    ended,
    run: (...args) => beginLotsen(system, home, args).ended,
    claims: () => {
      const session = readFileSync(join(home, '.config', 'lotsen', 'session.json'), 'utf8');
      return decodeJwt((JSON.parse(session) as { token: string }).token);
    },
    clear: async () => {
      child.kill();
      await ended;
      rmSync(home, { recursive: true });
    },
  };
}
