module.exports = { displayName: 'run-task', preset: '../../jest.preset.js' };
