module.exports = { displayName: 'synthesised', preset: '../../jest.preset.js' };
