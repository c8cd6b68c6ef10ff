module.exports = { displayName: 'vengeful-vineyard', preset: '../../jest.preset.js' };
