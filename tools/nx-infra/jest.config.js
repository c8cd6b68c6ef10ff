module.exports = { displayName: 'nx-infra', preset: '../../jest.preset.js' };
