/** What needs no deploy. Asking what deploys sent has a run of its own: recorded.jest.config.js. */
module.exports = {
  displayName: 'rights',
  preset: '../../jest.preset.js',
  testPathIgnorePatterns: ['/recorded/'],
};
