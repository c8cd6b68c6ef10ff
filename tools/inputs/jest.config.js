module.exports = { displayName: 'inputs', preset: '../../jest.preset.js' };
