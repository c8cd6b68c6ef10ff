module.exports = {
  displayName: 'end-to-end',
  preset: '../../jest.preset.js',
  testTimeout: 60_000,
  maxWorkers: 1,
  // In runs of their own: changes.config.js, moving-in.config.js, tutorial.config.js.
  testPathIgnorePatterns: ['/src/changes/', '/src/moving-in/', '/src/tutorial/'],
};
