module.exports = { displayName: 'local-estate', preset: '../../jest.preset.js' };
