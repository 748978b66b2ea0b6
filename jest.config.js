/** Three kinds of tests, told apart by their names: unit (no I/O), integration (real PostgreSQL and Kafka), end to end. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.lotsen/'],
  modulePathIgnorePatterns: ['/dist/', '/.lotsen/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@lotsen/([^/]+)$': ['<rootDir>/libs/$1/src/index.ts', '<rootDir>/services/$1/src/index.ts'],
    '^@lotsen/([^/]+)/([^/]+)$': ['<rootDir>/libs/$1/src/$2.ts', '<rootDir>/libs/$1/src/$2/index.ts'],
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

const withServers = {
  ...shared,
  globalSetup: '<rootDir>/test/support/start-servers.mjs',
  globalTeardown: '<rootDir>/test/support/stop-servers.mjs',
};

export default {
  // On two processors: a third of the time is spent waiting for containers, brokers and clocks.
  maxWorkers: 4,
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...withServers, displayName: 'integration', testMatch: ['**/*.int-spec.ts'] },
    { ...withServers, displayName: 'end to end', testMatch: ['**/*.e2e-spec.ts'] },
  ],
};
