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
}

/** Keeps identities encrypted (AES-256-GCM) and finds a number by its keyed hash (HMAC-SHA-256). */
export class Vault {
  private readonly encryptionKey: Buffer;
  private readonly hashKey: Buffer;
  private readonly keyId: string;

  constructor(
    private readonly source: DataSource,
    key: Buffer,
  ) {
    this.encryptionKey = Buffer.from(hkdfSync('sha256', key, '', 'lotsen vault encryption', 32));
    this.hashKey = Buffer.from(hkdfSync('sha256', key, '', 'lotsen vault number hash', 32));
    this.keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  }

  /**
   * The pseudonymous id of a number: the known one, or a new one. Both cases do the same work in the same order, so that
   * neither the answer nor its time tells whether the person was known.
   */
  async resolve(number: string): Promise<string> {
    const hash = this.hash(number);
    const fresh = randomUUID();
    await this.source.query(
      `INSERT INTO vault (id, number_hash, identity, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (number_hash) DO UPDATE SET number_hash = vault.number_hash`,
      [fresh, hash, this.encrypt(fresh, { number }), this.keyId],
    );
    const [row] = await this.source.query<Row[]>('SELECT id FROM vault WHERE number_hash = $1', [hash]);
    return (row as Row).id;
  }

  /** Keeps or replaces an identity. A number, once given, stays the id's. */
  async keep(manager: EntityManager, id: string, identity: Identity): Promise<void> {
    await manager.query(
      `INSERT INTO vault (id, number_hash, identity, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET identity = EXCLUDED.identity, key_id = EXCLUDED.key_id,
         number_hash = COALESCE(EXCLUDED.number_hash, vault.number_hash), changed_at = now()`,
      [id, identity.number ? this.hash(identity.number) : null, this.encrypt(id, identity), this.keyId],
    );
  }

  async read(id: string): Promise<Identity | undefined> {
    const [row] = await this.source.query<Row[]>('SELECT id, identity FROM vault WHERE id = $1', [id]);
    return row && this.decrypt(row);
  }

  async forget(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM vault WHERE id = $1', [id]);
  }

  private hash(number: string): Buffer {
    return createHmac('sha256', this.hashKey).update(number).digest();
  }

  /** Nonce, tag, ciphertext; bound to the row's id, so that rows cannot be swapped. */
  private encrypt(id: string, identity: Identity): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.encryptionKey, nonce).setAAD(Buffer.from(id));
    const text = Buffer.concat([cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  private decrypt({ id, identity }: Row): Identity {
    const decipher = createDecipheriv('aes-256-gcm', this.encryptionKey, identity.subarray(0, 12));
    decipher.setAAD(Buffer.from(id)).setAuthTag(identity.subarray(12, 28));
    const text = Buffer.concat([decipher.update(identity.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Identity;
  }
}
