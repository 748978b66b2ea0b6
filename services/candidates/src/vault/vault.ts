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

/** Who a person is. Only the vault has this: it is in no event, log line, URL or other database. */
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
 * Keeps identities encrypted (AES-256-GCM) and finds a number by its keyed hash (HMAC-SHA-256). The first key writes.
 * Further keys only read, until a rotation has rewritten every entry.
 */
export class Vault {
  private readonly present: Key;
  /** All keys, the present one first. */
  private readonly keys: readonly Key[];

  constructor(
    private readonly source: DataSource,
    secrets: readonly Buffer[],
  ) {
    this.keys = secrets.map(keyOf);
    const [present] = this.keys;
    if (!present) throw new Error('The vault needs a key.');
    this.present = present;
  }

  /**
   * The pseudonymous id of a number for an organisation: the id of the person whom the organisation itself registered,
   * else the id to which the number leads for everybody, created if there is none. All cases do the same work in the
   * same order, so that neither the answer nor its duration reveals whether the person was known.
   */
  async resolve(number: string, organisation: string): Promise<string> {
    const { present } = this;
    const fresh = randomUUID();
    await this.hashAnew(this.source.manager, number);
    const hash = hashWith(present, number);
    await this.source.query(
      `INSERT INTO vault (id, number_hash, identity, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (number_hash) DO UPDATE SET number_hash = vault.number_hash`,
      [fresh, hash, this.encrypt(fresh, { number }), present.id],
    );
    const rows = await this.source.query<Row[]>(
      'SELECT id FROM vault WHERE number_hash = $1 OR beside_hash = ANY($2) ORDER BY beside_hash IS NULL',
      [hash, this.keys.map((key) => besideWith(key, number, organisation))],
    );
    return (rows[0] as Row).id;
  }

  /**
   * If `known` is null, makes the number lead to an id of its own for the organisation; else keeps `known`. Both cases
   * do the same work.
   * @returns the id
   */
  async entry(number: string, organisation: string, known: string | null): Promise<string> {
    const { present } = this;
    const id = known ?? randomUUID();
    // If two requests of the organisation come at once, both get the id of the first.
    const rows = await this.source.query<Row[]>(
      `INSERT INTO vault AS there (id, identity, key_id, beside_hash, organisation) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (${known ? 'id' : 'beside_hash'}) DO UPDATE SET id = there.id RETURNING id`,
      [id, this.encrypt(id, { number }), present.id, besideWith(present, number, organisation), organisation],
    );
    return (rows[0] as Row).id;
  }

  /** Hashes again a number that a former key hashed, so that the present key finds it from now on. */
  private async hashAnew(manager: EntityManager, number: string): Promise<void> {
    const [, ...former] = this.keys;
    if (former.length === 0) return;
    await manager.query(
      `UPDATE vault SET number_hash = $1
       WHERE number_hash = ANY($2) AND NOT EXISTS (SELECT FROM vault WHERE number_hash = $1)`,
      [hashWith(this.present, number), former.map((key) => hashWith(key, number))],
    );
  }

  /** Keeps or replaces an identity. */
  async store(manager: EntityManager, id: string, identity: Identity): Promise<void> {
    await manager.query(
      `INSERT INTO vault (id, identity, key_id) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET identity = EXCLUDED.identity, key_id = EXCLUDED.key_id, changed_at = now()`,
      [id, this.encrypt(id, identity), this.present.id],
    );
  }

  /**
   * Makes a number lead to an id: for everybody if it leads to no other id yet, else for that organisation alone. The
   * caller does not learn which of the two happened.
   */
  async lead(manager: EntityManager, id: string, number: string, organisation: string): Promise<void> {
    await this.hashAnew(manager, number);
    const beside = this.keys.map((key) => besideWith(key, number, organisation));
    // An entry of the organisation that was resolved and never registered gives up the number.
    await manager.query(
      'UPDATE vault SET beside_hash = NULL, organisation = NULL WHERE beside_hash = ANY($1) AND id <> $2',
      [beside, id],
    );
    await manager.query(
      `UPDATE vault SET number_hash = CASE WHEN free THEN $2::bytea END,
         beside_hash = CASE WHEN free THEN NULL ELSE $3::bytea END, organisation = CASE WHEN free THEN NULL ELSE $4 END
       FROM (SELECT NOT EXISTS (SELECT FROM vault WHERE number_hash = $2 AND id <> $1) AS free) AS others WHERE id = $1`,
      [id, hashWith(this.present, number), beside[0], organisation],
    );
  }

  /** All ids to which a number leads for an organisation, whichever organisation registered them. */
  async leadsTo(manager: EntityManager, number: string, organisation: string): Promise<string[]> {
    const rows = await manager.query<Row[]>(
      'SELECT id FROM vault WHERE number_hash = ANY($1) OR beside_hash = ANY($2)',
      [this.keys.map((key) => hashWith(key, number)), this.keys.map((key) => besideWith(key, number, organisation))],
    );
    return rows.map(({ id }) => id);
  }

  async read(id: string, manager: EntityManager = this.source.manager): Promise<Identity | undefined> {
    const [found] = await this.readAll([id], manager);
    return found?.identity;
  }

  async readAll(
    ids: readonly string[],
    manager: EntityManager = this.source.manager,
  ): Promise<{ readonly id: string; readonly identity: Identity }[]> {
    const rows = await manager.query<Row[]>('SELECT id, identity, key_id FROM vault WHERE id = ANY($1::uuid[])', [ids]);
    return rows.map((row) => ({ id: row.id, identity: this.decrypt(row) }));
  }

  /** From now on the number leads to no id. The identity stays readable until `forget`, for the archive. */
  async detach(manager: EntityManager, id: string): Promise<void> {
    await manager.query('UPDATE vault SET number_hash = NULL, beside_hash = NULL, organisation = NULL WHERE id = $1', [
      id,
    ]);
  }

  async forget(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM vault WHERE id = $1', [id]);
  }

  /** @throws Error with the ids of the missing keys: without them, known persons would count as unknown */
  async assertReadable(): Promise<void> {
    const rows = await this.source.query<{ key_id: string }[]>('SELECT DISTINCT key_id FROM vault');
    const known = this.keys.map(({ id }) => id);
    const missing = rows.map((row) => row.key_id).filter((id) => !known.includes(id));
    if (missing.length > 0) {
      throw new Error(
        `The vault was written with keys that are not named (${missing.join(', ')}): name them in LOTSEN_VAULT_FORMER_KEYS.`,
      );
    }
  }

  /**
   * Encrypts and hashes again with the present key one batch of what a former key wrote. Returns the size of the batch;
   * 0 if nothing is left.
   */
  async rotate(): Promise<number> {
    return this.source.transaction(async (manager) => {
      const rows = await manager.query<(Row & { number_hash: Buffer | null; organisation: string | null })[]>(
        `SELECT id, identity, key_id, number_hash, organisation FROM vault WHERE key_id <> $1
         ORDER BY id LIMIT ${rotatedAtOnce} FOR UPDATE SKIP LOCKED`,
        [this.present.id],
      );
      for (const row of rows) {
        const identity = this.decrypt(row);
        const { number } = identity;
        const hash = row.number_hash && number ? hashWith(this.present, number) : null;
        const beside = row.organisation && number ? besideWith(this.present, number, row.organisation) : null;
        // Two rows can have one number only if the service once ran without the former key. The row that the present
        // key wrote keeps it.
        await manager.query(
          `UPDATE vault SET identity = $2, key_id = $3, beside_hash = $5, number_hash =
             CASE WHEN EXISTS (SELECT FROM vault other WHERE other.number_hash = $4 AND other.id <> $1) THEN NULL ELSE $4 END
           WHERE id = $1`,
          [row.id, this.encrypt(row.id, identity), this.present.id, hash, beside],
        );
      }
      return rows.length;
    });
  }

  /** Nonce, tag, ciphertext. The row's id is authenticated too, so that rows cannot be swapped. */
  private encrypt(id: string, identity: Identity): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.present.encryption, nonce).setAAD(Buffer.from(id));
    const text = Buffer.concat([cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  private decrypt({ id, identity, key_id }: Row): Identity {
    const key = this.keys.find((one) => one.id === key_id);
    if (!key) throw new Error(`The vault has no key ${key_id}: name it in LOTSEN_VAULT_FORMER_KEYS.`);
    const decipher = createDecipheriv('aes-256-gcm', key.encryption, identity.subarray(0, 12));
    decipher.setAAD(Buffer.from(id)).setAuthTag(identity.subarray(12, 28));
    const text = Buffer.concat([decipher.update(identity.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Identity;
  }
}

const hashWith = (key: Key, number: string) => createHmac('sha256', key.hash).update(number).digest();
/**
 * A number has another hash for each organisation. If two organisations registered one person, neither finds the
 * other's entry.
 */
const besideWith = (key: Key, number: string, organisation: string) =>
  createHmac('sha256', key.hash).update(`${number} of ${organisation}`).digest();
