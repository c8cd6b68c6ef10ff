module.exports = { displayName: 'grades', preset: '../../jest.preset.js' };
