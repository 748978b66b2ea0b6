import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { OutgoingRecord } from './transport.js';

/** A CloudEvents extension attribute, and so a header. */
const header = 'ce_signature';

/** Signs events with an Ed25519 private key: what bears the signature was written by whoever holds the key. */
export class EventSigner {
  readonly fingerprint: string;

  constructor(private readonly key: KeyObject) {
    this.fingerprint = fingerprintOf(createPublicKey(key));
  }

  /** The same event with its signature. */
  sign(event: OutgoingRecord): OutgoingRecord {
    const signature = sign(null, signedBytes(event), this.key).toString('base64');
    return { ...event, headers: { ...event.headers, [header]: signature } };
  }
}

/** Knows by whom an event is signed, among those whose Ed25519 public keys it has. */
export class EventVerifier {
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(keys: readonly KeyObject[]) {
    this.keys = new Map(keys.map((key) => [fingerprintOf(key), key]));
  }

  /** The fingerprint of the key that signed exactly this; undefined: none of them did. */
  signedBy(event: OutgoingRecord): string | undefined {
    const bytes = signedBytes(event);
    const signature = Buffer.from(event.headers[header] ?? '', 'base64');
    for (const [fingerprint, key] of this.keys) if (verify(null, bytes, key, signature)) return fingerprint;
    return undefined;
  }
}

export function fingerprintOf(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/**
 * What is signed: where the event stands, as what it is to be read, and its value. Each part is preceded by its length, so that
 * no byte can be moved from one to the next, and the first one keeps the signature from meaning anything elsewhere.
 */
function signedBytes({ topic, key, value, headers }: OutgoingRecord): Buffer {
  const parts = ['lotsen event', topic, headers.ce_type ?? '', key].map((text) => Buffer.from(text));
  return Buffer.concat([...parts, value ?? Buffer.alloc(0)].flatMap((part) => [lengthOf(part), part]));
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}
