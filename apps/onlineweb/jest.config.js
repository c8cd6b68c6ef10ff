module.exports = { displayName: 'onlineweb', preset: '../../jest.preset.js' };
