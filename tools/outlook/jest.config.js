module.exports = { displayName: 'outlook', preset: '../../jest.preset.js' };
