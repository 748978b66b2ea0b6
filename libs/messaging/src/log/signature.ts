import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { OutgoingRecord } from './transport.js';

/** The header of the CloudEvents extension attribute `signature`. */
const header = 'ce_signature';

/** Signs events with an Ed25519 private key. A valid signature proves that a holder of the key wrote the event. */
export class EventSigner {
  readonly fingerprint: string;

  constructor(private readonly key: KeyObject) {
    this.fingerprint = fingerprintOf(createPublicKey(key));
  }

  /** @returns the event with its signature among the headers */
  sign(event: OutgoingRecord): OutgoingRecord {
    const signature = sign(null, signedBytes(event), this.key).toString('base64');
    return { ...event, headers: { ...event.headers, [header]: signature } };
  }
}

/** Checks the signatures of events against the given Ed25519 public keys. */
export class EventVerifier {
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(keys: readonly KeyObject[]) {
    this.keys = new Map(keys.map((key) => [fingerprintOf(key), key]));
  }

  /** The fingerprint of the key that fits the event's signature; undefined if none of the keys does. */
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
 * The bytes that are signed: topic, event type, key and value. Each part is preceded by its length, so that no byte can
 * be moved from one part to the next. The first part is a constant: the signature is valid for nothing but an event.
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
