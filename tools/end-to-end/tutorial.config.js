/** The tutorial, as its reader goes through it. In a run of its own: it deploys and builds, and mostly waits. */
module.exports = {
  displayName: 'tutorial',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/tutorial/**/*.spec.ts'],
  testTimeout: 600_000, // A command starts Nx, Terraform and containers, beside all else that runs.
  maxWorkers: 1,
};
