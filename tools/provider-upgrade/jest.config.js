module.exports = { displayName: 'provider-upgrade', preset: '../../jest.preset.js' };
