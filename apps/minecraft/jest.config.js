module.exports = { displayName: 'minecraft', preset: '../../jest.preset.js' };
