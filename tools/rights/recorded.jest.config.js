/** Asks what a deploy sent: it deploys an estate to an AWS of this machine first, which takes minutes. */
module.exports = {
  displayName: 'rights-recorded',
  preset: '../../jest.preset.js',
  testMatch: ['<rootDir>/src/recorded/recorded-rights.spec.ts'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
