module.exports = { displayName: 'node-image', preset: '../jest.preset.js' };
