/** Asks what deploys sent, and what changes in place: it deploys an estate with everything to an AWS of this machine, which takes minutes. */
module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'rights-recorded',
  testMatch: ['<rootDir>/src/recorded/recorded-estate.spec.ts'],
};
