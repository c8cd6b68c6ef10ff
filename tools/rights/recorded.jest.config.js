/** Asks what a deploy sent: it deploys an estate to an AWS of this machine first, which takes minutes. */
module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'rights-recorded',
  testMatch: ['<rootDir>/src/recorded/recorded-rights.spec.ts'],
};
