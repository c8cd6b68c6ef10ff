/** An estate that runs moves in, on an AWS of this machine. In a run of its own: it deploys, and mostly waits. */
module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'moving-in',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/moving-in/**/*.spec.ts'],
};
