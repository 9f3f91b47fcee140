const aliases = Object.fromEntries(
  Object.entries(require('./tsconfig.json').compilerOptions.paths).map(([name, [file]]) => [
    `^${name}$`,
    file.replace('./', '<rootDir>/'),
  ]),
);

/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  // A shared machine may be ten times slower than a desk's.
  testTimeout: 60_000,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/'],
  moduleNameMapper: aliases,
  // ESM only, which Jest can load by itself from Node 24 on.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
  transform: {
    'cel-js/lib/.*\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};
