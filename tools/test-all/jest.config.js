module.exports = { displayName: 'test-all', preset: '../../jest.preset.js' };
