// node make-secrets.mjs FILE... [--pair PRIVATE PUBLIC]: makes each secret that is not there yet, and leaves alone what is. 32
// random bytes in base64 serve as the database's password and as the key of the vault; the pair signs releases. The files are for
// the containers that mount their volume, some of which run as other users: so everybody may read them, and nobody write.
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
  // Whatever became of one of the two: the public key is always that of the private one.
  const publicKey = createPublicKey(readFileSync(own)).export({ format: 'pem', type: 'spki' });
  renameSync(drafted(open, publicKey), open);
  keepNames(open);
  console.log(`wrote ${open}`);
}

function makeOnce(file, content) {
  // It has its name only once it is whole and on the disk: a database is made with it at once.
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
