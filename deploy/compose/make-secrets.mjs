// node make-secrets.mjs FILE... [--pair PRIVATE PUBLIC]: makes each secret that does not exist yet, keeps the others.
// 32 random bytes in base64 serve as the database's password and as the key of the vault; the pair signs releases. Some
// containers that mount the files' volume run as other users, so everybody may read the files, and nobody may write.
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const given = process.argv.slice(2);
const at = given.indexOf('--pair');
const [files, pair] = at < 0 ? [given, []] : [given.slice(0, at), given.slice(at + 1)];

for (const file of files) makeOnce(file, randomBytes(32).toString('base64'));
if (pair.length > 0) {
  const [own, open] = pair;
  makeOnce(own, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
  // The public key is always derived from the private one, so that the two match even if one of them was lost.
  const publicKey = createPublicKey(readFileSync(own)).export({ format: 'pem', type: 'spki' });
  renameSync(drafted(open, publicKey), open);
  keepNames(open);
  console.log(`wrote ${open}`);
}

function makeOnce(file, content) {
  // The file gets its name only when it is complete and on the disk, because a database is created with it at once.
  const draft = drafted(file, content);
  try {
    linkSync(draft, file);
    console.log(`made ${file}`);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    console.log(`kept ${file}`);
  } finally {
    rmSync(draft);
  }
  keepNames(file);
}

function drafted(file, content) {
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  const open = openSync(draft, 'wx', 0o444);
  writeSync(open, content);
  fsyncSync(open);
  closeSync(open);
  return draft;
}

function keepNames(file) {
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
