import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Role } from '@lotsen/access';
import { type ModelVersion, modelVersions, newestModel } from '@lotsen/reference/words';
import { bool, cleanEnv, makeValidator, str, url } from 'envalid';
import { type ServiceName, serviceNames } from '../service-names.js';
import { signingKey, verifyingKeys } from './key-pair.js';
import { organisationMap, roleMap } from './name-map.js';
import { withSecretsFromFiles } from './secret-files.js';

/** All settings from outside, read and checked once at the start. No other code reads the environment. */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly basePort: number;
  /** The URL of any database of a PostgreSQL server; undefined: an embedded server, in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Kafka brokers, as host:port; empty: the embedded log. */
  readonly brokers: readonly string[];
  readonly dataFolder: string;
  /** Undefined: the embedded OpenID provider with demo users. */
  readonly issuer: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly audience: string;
  /** Claims of the provider's tokens, each by its name or the path to it. */
  readonly subjectClaim: string;
  readonly rolesClaim: string;
  readonly organisationClaim: string;
  /** The provider's names for our roles and organisations; undefined: it uses ours. */
  readonly roles: ReadonlyMap<string, Role> | undefined;
  readonly organisations: ReadonlyMap<string, string> | undefined;
  /** The issuer at which the provider is discovered, if its access tokens name another one. */
  readonly signInIssuer: string | undefined;
  /** How the command-line client signs in there. No resource: it names none. No port: it listens on any free one. */
  readonly cliClient: string;
  readonly cliScope: string;
  readonly cliResource: string | undefined;
  readonly cliPort: number | undefined;
  /** 32 bytes, base64: encrypts and hashes what the vault holds. */
  readonly vaultKey: string | undefined;
  /** Earlier keys of the vault. They are used only to read, until everything is written with the present key. */
  readonly formerVaultKeys: readonly string[];
  /** Signs what is released of a person. Only matching has it. */
  readonly releaseKey: KeyObject | undefined;
  /** With these, candidates verifies what matching signed. */
  readonly releasePublicKeys: readonly KeyObject[] | undefined;
  /** Where public documents on a person are exported before the person is erased. */
  readonly archiveFolder: string;
  /** The folder of this installation's own reference data (such as a taxonomy), if it has any. */
  readonly referenceFolder: string;
  /** The version of the matching model that lists are computed with. */
  readonly model: ModelVersion;
  readonly demoData: boolean;
  /** True: structured log lines, one JSON object each; false: plain ones. */
  readonly structuredLogs: boolean;
  /** Where spans are sent by OTLP over HTTP; undefined: they are not sent. */
  readonly collector: string | undefined;
  /** The token that a scraper of metrics sends; undefined: only this machine itself may scrape. */
  readonly metricsToken: string | undefined;
  /** How many requests a minute one client may send to one service. Each instance counts on its own. */
  readonly requestsAMinute: number;
  /** How many personal identity numbers one user may give in an hour. */
  readonly numbersAnHour: number;
  /** How many reverse proxies stand before the portal. What that many add to X-Forwarded-For is trusted. */
  readonly proxies: number;
  readonly serviceUrls: Readonly<Record<ServiceName, string>>;
  /** The URL of the portal for browsers and other clients; between containers it has another address. */
  readonly publicUrl: string;
}

/** One thing that is wrong with the configuration. */
export interface SettingProblem {
  readonly variable: string;
  readonly problem: string;
  readonly example: string;
}

/** Names every setting that is wrong, not only the first. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map((p) => `${p.variable}: ${p.problem} (for example ${p.variable}=${p.example})`).join('\n'));
  }
}

const brokerList = makeValidator<string[]>((input) => {
  const brokers = input
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (!brokers.every((broker) => /^[^\s:]+:\d{1,5}$/u.test(broker))) throw new Error('not a list of host:port');
  return brokers;
});
const basePort = makeValidator<number>((input) => {
  const port = Number(input);
  // The other services take the next five ports.
  if (!Number.isInteger(port) || port < 1 || port > 65_530) throw new Error('not a port from 1 to 65530');
  return port;
});
const port = makeValidator<number>((input) => {
  if (!/^[1-9]\d{0,4}$/u.test(input) || Number(input) > 65_535) throw new Error('not a port from 1 to 65535');
  return Number(input);
});
const count = makeValidator<number>((input) => {
  if (!/^[1-9]\d{0,8}$/u.test(input)) throw new Error('not a whole number from 1');
  return Number(input);
});
const few = makeValidator<number>((input) => {
  if (!/^\d$/u.test(input)) throw new Error('not a whole number from 0 to 9');
  return Number(input);
});
const token = makeValidator<string>((input) => {
  if (input.length < 16) throw new Error('shorter than 16 characters');
  return input;
});
const postgresUrl = makeValidator<string>((input) => {
  if (!/^postgres(ql)?:$/u.test(URL.canParse(input) ? new URL(input).protocol : ''))
    throw new Error('not a postgres:// URL');
  return input;
});
const key = makeValidator<string>((input) => {
  if (Buffer.from(input, 'base64').length !== 32) throw new Error('not 32 bytes in base64');
  return input;
});

const keyList = makeValidator<string[]>((input) => {
  // In a file, keys usually stand on lines of their own.
  const keys = input.split(/[,\s]+/u).filter(Boolean);
  if (keys.some((one) => Buffer.from(one, 'base64').length !== 32)) throw new Error('not a list of 32 bytes in base64');
  return keys;
});

const examples: Record<string, string> = {
  NODE_ENV: 'production',
  LOTSEN_HOST: '127.0.0.1',
  LOTSEN_PORT: '4700',
  LOTSEN_PUBLIC_URL: 'https://lotsen.example.se',
  DATABASE_URL: 'postgres://lotsen:secret@db:5432/postgres',
  DATABASE_PASSWORD: 'secret',
  KAFKA_BROKERS: 'kafka1:9092,kafka2:9092',
  LOTSEN_DATA: '.lotsen',
  OIDC_ISSUER: 'https://id.example.se/realms/lotsen',
  OIDC_JWKS_URL: 'https://id.example.se/realms/lotsen/keys',
  OIDC_AUDIENCE: 'urn:lotsen:api',
  OIDC_SUBJECT_CLAIM: 'sub',
  OIDC_ROLES_CLAIM: 'realm_access.roles',
  OIDC_ORGANISATION_CLAIM: 'organisation',
  OIDC_ROLES: 'Lotsen.Handlaggare=officer,Lotsen.Larcentrum=learning-centre',
  OIDC_ORGANISATIONS: '212000-2627=6f1a1c9e-0d3b-4c56-9a10-3d3f5f3f2b11',
  OIDC_SIGN_IN_ISSUER: 'https://fs.example.se/adfs',
  OIDC_CLI_CLIENT: 'lotsen-cli',
  OIDC_CLI_SCOPE: 'openid api://lotsen/access',
  OIDC_CLI_RESOURCE: 'urn:lotsen:api',
  OIDC_CLI_PORT: '4780',
  LOTSEN_VAULT_KEY: 'the output of: openssl rand -base64 32',
  LOTSEN_VAULT_FORMER_KEYS: 'the key before, and the one before that, with a comma between',
  LOTSEN_RELEASE_KEY: 'the output of: openssl genpkey -algorithm ed25519',
  LOTSEN_RELEASE_PUBLIC_KEYS: 'the output of: openssl pkey -pubout -in KEY-FILE, once for each key',
  LOTSEN_ARCHIVE: '/var/lib/lotsen/archive',
  LOTSEN_REFERENCE: '/etc/lotsen/reference',
  LOTSEN_MODEL: '1',
  LOTSEN_DEMO_DATA: 'false',
  LOTSEN_LOG: 'json',
  LOTSEN_METRICS_TOKEN: 'the output of: openssl rand -hex 32',
  LOTSEN_REQUESTS_A_MINUTE: '3000',
  LOTSEN_NUMBERS_AN_HOUR: '10000',
  LOTSEN_PROXIES: '1',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
};

/** Settings of an external provider only: the embedded one has its own names and sign-in for the demo users. */
const ofAProvider = Object.keys(examples).filter((name) => name.startsWith('OIDC_') && name !== 'OIDC_ISSUER');

/** Reads the settings of this process. If any are wrong, it writes which, and ends the process with 78 (EX_CONFIG). */
export function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Lotsen cannot start with these settings:\n${error.message.replace(/^/gmu, '  ')}\n`);
    process.exit(78);
  }
}

/** @throws ConfigurationError that names everything that is wrong */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: SettingProblem[] = [];
  const urls = Object.fromEntries(
    serviceNames.map((name) => [`${name.toUpperCase()}_URL`, url({ default: undefined })] as const),
  );
  // A variable with an empty value counts as not set: compose files set variables to nothing.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const secrets = withSecretsFromFiles(given);
  problems.push(...secrets.problems);
  const checked = cleanEnv(
    secrets.values,
    {
      NODE_ENV: str({ choices: ['development', 'test', 'production'], default: 'development' }),
      LOTSEN_HOST: str({ default: '127.0.0.1' }),
      LOTSEN_PORT: basePort({ default: 4700 }),
      LOTSEN_PUBLIC_URL: url({ default: undefined }),
      DATABASE_URL: postgresUrl({ default: undefined }),
      DATABASE_PASSWORD: str({ default: undefined }),
      KAFKA_BROKERS: brokerList({ default: [] }),
      LOTSEN_DATA: str({ default: '.lotsen' }),
      OIDC_ISSUER: url({ default: undefined }),
      OIDC_JWKS_URL: url({ default: undefined }),
      OIDC_AUDIENCE: str({ default: 'urn:lotsen:api' }),
      OIDC_SUBJECT_CLAIM: str({ default: 'sub' }),
      OIDC_ROLES_CLAIM: str({ default: 'roles' }),
      OIDC_ORGANISATION_CLAIM: str({ default: 'organisation' }),
      OIDC_ROLES: roleMap({ default: undefined }),
      OIDC_ORGANISATIONS: organisationMap({ default: undefined }),
      OIDC_SIGN_IN_ISSUER: url({ default: undefined }),
      OIDC_CLI_CLIENT: str({ default: 'lotsen-cli' }),
      OIDC_CLI_SCOPE: str({ default: 'openid lotsen' }),
      OIDC_CLI_RESOURCE: str({ default: undefined }),
      OIDC_CLI_PORT: port({ default: undefined }),
      LOTSEN_VAULT_KEY: key({ default: undefined }),
      LOTSEN_VAULT_FORMER_KEYS: keyList({ default: [] }),
      LOTSEN_RELEASE_KEY: signingKey({ default: undefined }),
      LOTSEN_RELEASE_PUBLIC_KEYS: verifyingKeys({ default: undefined }),
      LOTSEN_ARCHIVE: str({ default: undefined }),
      LOTSEN_REFERENCE: str({ default: undefined }),
      LOTSEN_MODEL: str({ choices: modelVersions, default: newestModel }),
      LOTSEN_DEMO_DATA: bool({ default: true }),
      LOTSEN_LOG: str({ choices: ['json', 'text'], default: undefined }),
      LOTSEN_METRICS_TOKEN: token({ default: undefined }),
      LOTSEN_REQUESTS_A_MINUTE: count({ default: 3000 }),
      LOTSEN_NUMBERS_AN_HOUR: count({ default: 10_000 }),
      LOTSEN_PROXIES: few({ default: 0 }),
      OTEL_EXPORTER_OTLP_ENDPOINT: url({ default: undefined }),
      ...urls,
    },
    {
      reporter: ({ errors }) => {
        for (const [variable, error] of Object.entries(errors)) {
          const example = examples[variable] ?? 'http://127.0.0.1:4701';
          const problem = error?.message ?? 'missing';
          const file = given[`${variable}_FILE`];
          if (file === undefined) problems.push({ variable, problem, example });
          else problems.push({ variable: `${variable}_FILE`, problem: `${file}: ${problem}`, example: file });
        }
      },
    },
  );
  // The object of envalid throws when a wrong variable is read; a copy does not.
  const values = { ...checked };
  // A variable that is set to a wrong value is reported already. It is not missing.
  const reported = new Set(problems.map(({ variable }) => variable.replace(/_FILE$/u, '')));
  const required = (variable: string, value: unknown, problem: string) => {
    if (value !== undefined || reported.has(variable)) return;
    problems.push({ variable, problem, example: examples[variable] as string });
  };
  const production = values.NODE_ENV === 'production';
  if (production) {
    required('OIDC_ISSUER', values.OIDC_ISSUER, 'production has no demo users; name your identity provider');
    required('DATABASE_URL', values.DATABASE_URL, 'production has no embedded database; name your server');
  }
  if (values.OIDC_ISSUER) required('OIDC_JWKS_URL', values.OIDC_JWKS_URL, 'belongs to OIDC_ISSUER');
  else if (!production) {
    const lone = ofAProvider.filter((variable) => given[variable] !== undefined);
    if (lone.length > 0) required('OIDC_ISSUER', undefined, `belongs to ${lone.join(', ')}`);
  }
  if ((values.LOTSEN_VAULT_FORMER_KEYS ?? []).length > 0) {
    required('LOTSEN_VAULT_KEY', values.LOTSEN_VAULT_KEY, 'belongs to LOTSEN_VAULT_FORMER_KEYS');
  }
  if (values.DATABASE_PASSWORD) required('DATABASE_URL', values.DATABASE_URL, 'belongs to DATABASE_PASSWORD');
  if (values.DATABASE_PASSWORD && values.DATABASE_URL && new URL(values.DATABASE_URL).password !== '') {
    const problem = 'DATABASE_URL has a password as well, and only one can count; take one of them away';
    problems.push({ variable: 'DATABASE_PASSWORD', problem, example: 'secret' });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);

  const named = values as unknown as Record<string, string | undefined>;
  const serviceUrls = Object.fromEntries(
    serviceNames.map((name, at) => [
      name,
      named[`${name.toUpperCase()}_URL`] ?? `http://${values.LOTSEN_HOST}:${values.LOTSEN_PORT + at}`,
    ]),
  ) as Record<ServiceName, string>;
  return {
    production,
    host: values.LOTSEN_HOST,
    basePort: values.LOTSEN_PORT,
    databaseUrl: withPassword(values.DATABASE_URL, values.DATABASE_PASSWORD),
    brokers: values.KAFKA_BROKERS,
    dataFolder: values.LOTSEN_DATA,
    issuer: values.OIDC_ISSUER,
    jwksUrl: values.OIDC_JWKS_URL,
    audience: values.OIDC_AUDIENCE,
    subjectClaim: values.OIDC_SUBJECT_CLAIM,
    rolesClaim: values.OIDC_ROLES_CLAIM,
    organisationClaim: values.OIDC_ORGANISATION_CLAIM,
    roles: values.OIDC_ROLES,
    organisations: values.OIDC_ORGANISATIONS,
    signInIssuer: values.OIDC_SIGN_IN_ISSUER,
    cliClient: values.OIDC_CLI_CLIENT,
    cliScope: values.OIDC_CLI_SCOPE,
    cliResource: values.OIDC_CLI_RESOURCE,
    cliPort: values.OIDC_CLI_PORT,
    vaultKey: values.LOTSEN_VAULT_KEY,
    formerVaultKeys: values.LOTSEN_VAULT_FORMER_KEYS,
    releaseKey: values.LOTSEN_RELEASE_KEY,
    releasePublicKeys: values.LOTSEN_RELEASE_PUBLIC_KEYS,
    archiveFolder: values.LOTSEN_ARCHIVE ?? join(values.LOTSEN_DATA, 'archive'),
    referenceFolder: values.LOTSEN_REFERENCE ?? join(values.LOTSEN_DATA, 'reference'),
    model: values.LOTSEN_MODEL,
    demoData: values.LOTSEN_DEMO_DATA && !production,
    structuredLogs: values.LOTSEN_LOG ? values.LOTSEN_LOG === 'json' : production,
    collector: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    metricsToken: values.LOTSEN_METRICS_TOKEN,
    requestsAMinute: values.LOTSEN_REQUESTS_A_MINUTE,
    numbersAnHour: values.LOTSEN_NUMBERS_AN_HOUR,
    proxies: values.LOTSEN_PROXIES,
    serviceUrls,
    publicUrl: (values.LOTSEN_PUBLIC_URL ?? serviceUrls.portal).replace(/\/+$/u, ''),
  };
}

/** Adds a password that is set on its own: a URL is configuration, and a password is a secret. */
function withPassword(url: string | undefined, password: string | undefined): string | undefined {
  if (url === undefined || password === undefined) return url;
  const whole = new URL(url);
  whole.password = encodeURIComponent(password);
  return whole.href;
}
