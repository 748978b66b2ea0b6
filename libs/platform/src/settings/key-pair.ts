import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { makeValidator } from 'envalid';

/** An Ed25519 private key: PEM, as `openssl genpkey -algorithm ed25519` writes it, or its DER in base64 on one line. */
export const signingKey = makeValidator<KeyObject>((input) => {
  const wrong = 'not an Ed25519 private key, in PEM or its DER in base64';
  return read(wrong, () =>
    isPem(input) ? createPrivateKey(input) : createPrivateKey({ key: bytesOf(input), format: 'der', type: 'pkcs8' }),
  );
});

/** Ed25519 public keys: PEM blocks, as `openssl pkey -pubout` writes them, or one line of DER in base64 for each. */
export const verifyingKeys = makeValidator<readonly KeyObject[]>((input) => {
  if (/PRIVATE KEY/u.test(input)) throw new Error('a private key, which is for matching alone; name the public one');
  const wrong = 'not a list of Ed25519 public keys, in PEM or their DER in base64';
  const keys = (isPem(input) ? input.split(/(?<=-----END [A-Z ]+-----)/u) : input.split(/[,\s]+/u))
    .map((one) => one.trim())
    .filter(Boolean);
  if (keys.length === 0) throw new Error(wrong);
  return keys.map((one) =>
    read(wrong, () =>
      isPem(one) ? createPublicKey(one) : createPublicKey({ key: bytesOf(one), format: 'der', type: 'spki' }),
    ),
  );
});

const isPem = (text: string) => text.includes('-----BEGIN ');
const bytesOf = (text: string) => Buffer.from(text, 'base64');

/** The error says what was expected, and never repeats the input, which may be a secret. */
function read(wrong: string, reading: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = reading();
  } catch {
    // The check below refuses it, as it refuses a key of another kind.
  }
  if (key?.asymmetricKeyType !== 'ed25519') throw new Error(wrong);
  return key;
}
