module.exports = { displayName: 'house-rules', preset: '../../jest.preset.js' };
