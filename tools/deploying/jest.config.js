module.exports = { displayName: 'deploying', preset: '../../jest.preset.js' };
