module.exports = { displayName: 'ci-rights', preset: '../../jest.preset.js' };
