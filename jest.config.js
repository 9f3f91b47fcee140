const aliases = Object.fromEntries(
  Object.entries(require('./tsconfig.json').compilerOptions.paths).map(([name, [file]]) => [
    `^${name}$`,
    file.replace('./', '<rootDir>/'),
  ]),
);

/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/'],
  moduleNameMapper: aliases,
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
};
