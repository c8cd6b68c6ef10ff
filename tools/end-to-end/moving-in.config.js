/** An estate that runs moves in, on an AWS of this machine. In a run of its own: it deploys, and mostly waits. */
module.exports = {
  displayName: 'moving-in',
  preset: '../../jest.preset.js',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/moving-in/**/*.spec.ts'],
  testTimeout: 900_000, // Each step starts Terraform and its provider, beside all else that runs.
};
