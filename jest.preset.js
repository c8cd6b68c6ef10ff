const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { paths } = JSON.parse(readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8')).compilerOptions;

// As in tools/nx-infra: this repository asks for Node 20, and its versions of the SDK run on it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Shared by every project: TypeScript through swc, and the same import paths as the compiler. */
module.exports = {
  testEnvironment: 'node',
  testTimeout: 300_000, // Of what hangs, however busy the machine is. How fast something is, bench/ shows.
  setupFiles: [join(__dirname, 'jest.setup.ts')],
  testMatch: ['<rootDir>/**/*.spec.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }],
  },
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([name, [file]]) => [`^${name}$`, join(__dirname, file)]),
  ),
};
