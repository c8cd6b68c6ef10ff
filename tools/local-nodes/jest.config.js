const preset = require('../../jest.preset.js');

const [[, transformer]] = Object.entries(preset.transform);

module.exports = {
  displayName: 'local-nodes',
  ...preset,
  // httpxy is an ECMAScript module, which jest does not load as it is.
  transform: { '\\.(ts|mjs)$': transformer },
  transformIgnorePatterns: ['node_modules/(?!httpxy/)'],
};
