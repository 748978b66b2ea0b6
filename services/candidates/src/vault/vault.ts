import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

/** Who somebody is. It is nowhere else: not in an event, a log line, a URL or another database. */
export interface Identity {
  readonly name?: string | undefined;
  /** Personal identity number, twelve digits; undefined for persons without one. */
  readonly number?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

interface Row {
  id: string;
  identity: Buffer;
  key_id: string;
}

interface Key {
  readonly id: string;
  readonly encryption: Buffer;
  readonly hash: Buffer;
}

function keyOf(secret: Buffer): Key {
  return {
    id: createHash('sha256').update(secret).digest('hex').slice(0, 8),
    encryption: Buffer.from(hkdfSync('sha256', secret, '', 'lotsen vault encryption', 32)),
    hash: Buffer.from(hkdfSync('sha256', secret, '', 'lotsen vault number hash', 32)),
  };
}

const rotatedAtOnce = 200;

/**
 * Keeps identities encrypted (AES-256-GCM) and finds a number by its keyed hash (HMAC-SHA-256). Of several keys the first
 * writes, the others only read, until a rotation has written all anew.
 */
export class Vault {
  private readonly key: Key;
  private readonly former: readonly Key[];

  constructor(
    private readonly source: DataSource,
    secrets: readonly Buffer[],
  ) {
    const [key, ...former] = secrets.map(keyOf);
    if (!key) throw new Error('The vault needs a key.');
    this.key = key;
    this.former = former;
  }

  /**
   * The pseudonymous id of a number: the known one, or a new one. Both cases do the same work in the same order, so that
   * neither the answer nor its time tells whether the person was known.
   */
  async resolve(number: string): Promise<string> {
    const hash = hashWith(this.key, number);
    const fresh = randomUUID();
    if (this.former.length > 0) {
      // A number that a former key hashed is found by the present one from now on.
      await this.source.query(
        `UPDATE vault SET number_hash = $1
         WHERE number_hash = ANY($2) AND NOT EXISTS (SELECT FROM vault WHERE number_hash = $1)`,
        [hash, this.former.map((key) => hashWith(key, number))],
      );
    }
    await this.source.query(
      `INSERT INTO vault (id, number_hash, identity, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (number_hash) DO UPDATE SET number_hash = vault.number_hash`,
      [fresh, hash, this.encrypt(fresh, { number }), this.key.id],
    );
    const [row] = await this.source.query<Row[]>('SELECT id FROM vault WHERE number_hash = $1', [hash]);
    return (row as Row).id;
  }

  /** Whether a number leads to somebody already: for whoever may see the person that it is to be given to. */
  async isKnown(number: string): Promise<boolean> {
    const hashes = [this.key, ...this.former].map((key) => hashWith(key, number));
    return (await this.source.query<Row[]>('SELECT id FROM vault WHERE number_hash = ANY($1)', [hashes])).length > 0;
  }

  /** Keeps or replaces an identity. A number, once given, stays the id's; another one is refused by the caller. */
  async keep(manager: EntityManager, id: string, identity: Identity): Promise<void> {
    await manager.query(
      `INSERT INTO vault (id, number_hash, identity, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET identity = EXCLUDED.identity, key_id = EXCLUDED.key_id,
         number_hash = COALESCE(EXCLUDED.number_hash, vault.number_hash), changed_at = now()`,
      [id, identity.number ? hashWith(this.key, identity.number) : null, this.encrypt(id, identity), this.key.id],
    );
  }

  async read(id: string): Promise<Identity | undefined> {
    const [found] = await this.readAll([id]);
    return found?.identity;
  }

  async readAll(ids: readonly string[]): Promise<{ readonly id: string; readonly identity: Identity }[]> {
    const rows = await this.source.query<Row[]>('SELECT id, identity, key_id FROM vault WHERE id = ANY($1::uuid[])', [
      ids,
    ]);
    return rows.map((row) => ({ id: row.id, identity: this.decrypt(row) }));
  }

  /** The number leads to nobody from now on; who it was stays readable until `forget`, for the archive. */
  async detach(manager: EntityManager, id: string): Promise<void> {
    await manager.query('UPDATE vault SET number_hash = NULL WHERE id = $1', [id]);
  }

  async forget(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM vault WHERE id = $1', [id]);
  }

  /** @throws naming the keys that are missing: without them the known would be taken for strangers. */
  async assertReadable(): Promise<void> {
    const rows = await this.source.query<{ key_id: string }[]>('SELECT DISTINCT key_id FROM vault');
    const known = [this.key, ...this.former].map(({ id }) => id);
    const missing = rows.map((row) => row.key_id).filter((id) => !known.includes(id));
    if (missing.length > 0) {
      throw new Error(
        `The vault was written with keys that are not named (${missing.join(', ')}): name them in LOTSEN_VAULT_FORMER_KEYS.`,
      );
    }
  }

  /** Encrypts and hashes with the present key what a former one wrote, a batch at a time. Returns how many were left and are no more. */
  async rotate(): Promise<number> {
    return this.source.transaction(async (manager) => {
      const rows = await manager.query<(Row & { number_hash: Buffer | null })[]>(
        `SELECT id, identity, key_id, number_hash FROM vault WHERE key_id <> $1
         ORDER BY id LIMIT ${rotatedAtOnce} FOR UPDATE SKIP LOCKED`,
        [this.key.id],
      );
      for (const row of rows) {
        const identity = this.decrypt(row);
        const hash = row.number_hash && identity.number ? hashWith(this.key, identity.number) : null;
        // Two rows of one number there can only be where somebody once ran without the former key: the present one stays.
        await manager.query(
          `UPDATE vault SET identity = $2, key_id = $3, number_hash =
             CASE WHEN EXISTS (SELECT FROM vault other WHERE other.number_hash = $4 AND other.id <> $1) THEN NULL ELSE $4 END
           WHERE id = $1`,
          [row.id, this.encrypt(row.id, identity), this.key.id, hash],
        );
      }
      return rows.length;
    });
  }

  /** Nonce, tag, ciphertext; bound to the row's id, so that rows cannot be swapped. */
  private encrypt(id: string, identity: Identity): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key.encryption, nonce).setAAD(Buffer.from(id));
    const text = Buffer.concat([cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  private decrypt({ id, identity, key_id }: Row): Identity {
    const key = [this.key, ...this.former].find((one) => one.id === key_id);
    if (!key) throw new Error(`The vault has no key ${key_id}: name it in LOTSEN_VAULT_FORMER_KEYS.`);
    const decipher = createDecipheriv('aes-256-gcm', key.encryption, identity.subarray(0, 12));
    decipher.setAAD(Buffer.from(id)).setAuthTag(identity.subarray(12, 28));
    const text = Buffer.concat([decipher.update(identity.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Identity;
  }
}

const hashWith = (key: Key, number: string) => createHmac('sha256', key.hash).update(number).digest();
