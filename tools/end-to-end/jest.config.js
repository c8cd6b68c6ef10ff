module.exports = {
  ...require('../../jest.deploying'),
  displayName: 'end-to-end',
  // In runs of their own: changes.config.js, moving-in.config.js, tutorial.config.js.
  testPathIgnorePatterns: ['/src/changes/', '/src/moving-in/', '/src/tutorial/'],
};
