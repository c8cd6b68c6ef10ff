const { readdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');

/** Every project's unit tests in one run, as `npm test` wants them. The end-to-end test has a run of its own. */
const projects = ['apps', 'libs', 'tools']
  .flatMap((folder) => readdirSync(join(__dirname, folder)).map((project) => join(folder, project)))
  .concat('packer')
  .filter((project) => project !== join('tools', 'end-to-end'))
  .filter((project) => existsSync(join(__dirname, project, 'jest.config.js')));

module.exports = {
  projects: projects.map((project) => `<rootDir>/${project}`),
  testTimeout: 300_000, // As in jest.preset.js: where several projects are run at once, Jest asks here.
};
