module.exports = {
  displayName: 'end-to-end',
  preset: '../../jest.preset.js',
  testTimeout: 60_000,
  maxWorkers: 1,
  testPathIgnorePatterns: ['/src/changes/', '/src/tutorial/'], // In runs of their own: changes.config.js, tutorial.config.js.
};
