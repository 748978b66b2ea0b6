import { join } from 'node:path';
import { bool, cleanEnv, makeValidator, str, url } from 'envalid';
import { withSecretsFromFiles } from './secret-files.js';
import { type ServiceName, serviceNames } from './services.js';

/** All that can be set from outside, read and checked once at start. Nothing else reads the environment. */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly basePort: number;
  /** A PostgreSQL server, by the URL of one of its databases; undefined: embedded, in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Empty: the embedded log. */
  readonly brokers: readonly string[];
  readonly dataFolder: string;
  /** Undefined: the embedded OpenID provider with demo users. */
  readonly issuer: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly organisationClaim: string;
  /** 32 bytes, base64: encrypts and hashes what the vault holds. */
  readonly vaultKey: string | undefined;
  /** Keys that the vault was written with before; they only read, until all is written with the present one. */
  readonly formerVaultKeys: readonly string[];
  /** Where public documents go before their person is erased. */
  readonly archiveFolder: string;
  /** Where a taxonomy of this installation lies, if there is one. */
  readonly referenceFolder: string;
  readonly demoData: boolean;
  /** Structured log lines, one JSON object each; plain ones else. */
  readonly structuredLogs: boolean;
  /** Where spans go by OTLP over HTTP; undefined: nowhere. */
  readonly collector: string | undefined;
  /** What a scraper of metrics shows; undefined: only this machine itself may scrape. */
  readonly metricsToken: string | undefined;
  /** How many requests a minute one client may make of one service. */
  readonly requestsAMinute: number;
  /** How many personal identity numbers one of the staff may give in an hour. */
  readonly numbersAnHour: number;
  /** How many reverse proxies stand before the portal: of so many the word is believed about who calls. */
  readonly proxies: number;
  readonly serviceUrls: Readonly<Record<ServiceName, string>>;
  /** The portal as browsers and other clients see it; between containers it has another address. */
  readonly publicUrl: string;
}

/** One thing that is wrong with the configuration. */
export interface SettingProblem {
  readonly variable: string;
  readonly problem: string;
  readonly example: string;
}

/** Every setting that is wrong, at once. */
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
  // The services take the next five.
  if (!Number.isInteger(port) || port < 1 || port > 65_530) throw new Error('not a port from 1 to 65530');
  return port;
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
  // In a file, one a line is what one writes.
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
  OIDC_ROLES_CLAIM: 'roles',
  OIDC_ORGANISATION_CLAIM: 'organisation',
  LOTSEN_VAULT_KEY: 'the output of: openssl rand -base64 32',
  LOTSEN_VAULT_FORMER_KEYS: 'the key before, and the one before that, with a comma between',
  LOTSEN_ARCHIVE: '/var/lib/lotsen/archive',
  LOTSEN_REFERENCE: '/etc/lotsen/reference',
  LOTSEN_DEMO_DATA: 'false',
  LOTSEN_LOG: 'json',
  LOTSEN_METRICS_TOKEN: 'the output of: openssl rand -hex 32',
  LOTSEN_REQUESTS_A_MINUTE: '3000',
  LOTSEN_NUMBERS_AN_HOUR: '10000',
  LOTSEN_PROXIES: '1',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
};

/** Reads the settings of this process, or says all that is wrong with them and ends it with 78 (EX_CONFIG). */
export function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`Lotsen cannot start with these settings:\n${error.message.replace(/^/gmu, '  ')}\n`);
    process.exit(78);
  }
}

/** @throws ConfigurationError naming all that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: SettingProblem[] = [];
  const urls = Object.fromEntries(
    serviceNames.map((name) => [`${name.toUpperCase()}_URL`, url({ default: undefined })] as const),
  );
  // A variable that is set to nothing is one that is not set: compose files do that.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const secrets = withSecretsFromFiles(given);
  problems.push(...secrets.problems);
  const values = cleanEnv(
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
      OIDC_ROLES_CLAIM: str({ default: 'roles' }),
      OIDC_ORGANISATION_CLAIM: str({ default: 'organisation' }),
      LOTSEN_VAULT_KEY: key({ default: undefined }),
      LOTSEN_VAULT_FORMER_KEYS: keyList({ default: [] }),
      LOTSEN_ARCHIVE: str({ default: undefined }),
      LOTSEN_REFERENCE: str({ default: undefined }),
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
  if (problems.length > 0) throw new ConfigurationError(problems);
  const required = (variable: string, value: unknown, problem: string) => {
    if (value === undefined) problems.push({ variable, problem, example: examples[variable] as string });
  };
  const production = values.NODE_ENV === 'production';
  if (production) {
    required('OIDC_ISSUER', values.OIDC_ISSUER, 'production has no demo users; name your identity provider');
    required('DATABASE_URL', values.DATABASE_URL, 'production has no embedded database; name your server');
  }
  if (values.OIDC_ISSUER) required('OIDC_JWKS_URL', values.OIDC_JWKS_URL, 'belongs to OIDC_ISSUER');
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
    rolesClaim: values.OIDC_ROLES_CLAIM,
    organisationClaim: values.OIDC_ORGANISATION_CLAIM,
    vaultKey: values.LOTSEN_VAULT_KEY,
    formerVaultKeys: values.LOTSEN_VAULT_FORMER_KEYS,
    archiveFolder: values.LOTSEN_ARCHIVE ?? join(values.LOTSEN_DATA, 'archive'),
    referenceFolder: values.LOTSEN_REFERENCE ?? join(values.LOTSEN_DATA, 'reference'),
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

/** A URL is configuration and a password is a secret: they may come apart. */
function withPassword(url: string | undefined, password: string | undefined): string | undefined {
  if (url === undefined || password === undefined) return url;
  const whole = new URL(url);
  whole.password = encodeURIComponent(password);
  return whole.href;
}
