/** The tutorial, as its reader goes through it. In a run of its own: it deploys and builds, and mostly waits. */
module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'tutorial',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/tutorial/**/*.spec.ts'],
};
