module.exports = {
  displayName: 'end-to-end',
  preset: '../../jest.preset.js',
  testTimeout: 60_000,
  maxWorkers: 1,
  testPathIgnorePatterns: ['/src/changes/', '/src/moving-in/'], // In runs of their own: changes.config.js, moving-in.config.js.
};
