/** What changes in place, on an AWS of this machine. In a run of its own: it deploys, and mostly waits. */
module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'changes',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/changes/**/*.spec.ts'],
};
