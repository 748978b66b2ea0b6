import { readFileSync } from 'node:fs';

/** Settings that are secrets. NAME_FILE may name a file with the secret, to keep it out of lists of the environment. */
const secrets = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'LOTSEN_VAULT_KEY',
  'LOTSEN_VAULT_FORMER_KEYS',
  'LOTSEN_RELEASE_KEY',
  'LOTSEN_RELEASE_PUBLIC_KEYS',
  'LOTSEN_METRICS_TOKEN',
] as const;

interface FileProblem {
  readonly variable: string;
  readonly problem: string;
  readonly example: string;
}

/**
 * The same variables, with the contents of the named files, and what is wrong with those files. White space around a
 * file's content, such as the last line's end, is not part of the secret.
 */
export function withSecretsFromFiles(env: Readonly<Record<string, string | undefined>>): {
  readonly values: Record<string, string | undefined>;
  readonly problems: FileProblem[];
} {
  const values = { ...env };
  const problems: FileProblem[] = [];
  for (const name of secrets) {
    const variable = `${name}_FILE`;
    const file = env[variable];
    if (file === undefined) continue;
    const wrong = (problem: string) =>
      problems.push({ variable, problem, example: `/run/secrets/${name.toLowerCase().replaceAll('_', '-')}` });
    if (env[name] !== undefined) {
      wrong(`${name} is set as well, and only one can count; take one of them away`);
      continue;
    }
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content === '') wrong(`${file} is empty; write the secret into it, and nothing else`);
      else values[name] = content;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      wrong(`${file} cannot be read (${code}); name a file that the user of this process may read`);
    }
  }
  return { values, problems };
}
