module.exports = { displayName: 'security-rules', preset: '../../jest.preset.js' };
