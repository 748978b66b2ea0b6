// node make-secrets.mjs FILE...: makes each secret that is not there yet, and leaves alone what is. 32 random bytes in base64
// serve as the database's password and as the key of the vault. The files are for the containers that mount their volume, some
// of which run as other users: so everybody may read them, and nobody write.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

for (const file of process.argv.slice(2)) {
  // It has its name only once it is whole and on the disk: a database is made with it at once.
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  const open = openSync(draft, 'wx', 0o444);
  writeSync(open, randomBytes(32).toString('base64'));
  fsyncSync(open);
  closeSync(open);
  try {
    linkSync(draft, file);
    console.log(`made ${file}`);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    console.log(`kept ${file}`);
  } finally {
    rmSync(draft);
  }
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
