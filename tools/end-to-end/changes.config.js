/** What changes in place, on an AWS of this machine. In a run of its own: it deploys, and mostly waits. */
module.exports = {
  displayName: 'changes',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/changes/**/*.spec.ts'],
  testTimeout: 900_000, // Each plan starts Terraform and its provider, beside all else that runs.
  maxWorkers: 2,
};
