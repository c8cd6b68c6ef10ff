module.exports = { displayName: 'documentation', preset: '../../jest.preset.js' };
