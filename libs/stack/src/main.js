/**
 * `node libs/stack/src/main.js [<project folder> <outdir>]...`: what the Nx target `synth` runs.
 *
 * tsx reads what is TypeScript, and packages are read as Node.js reads them by itself: tsx would search each of their files for
 * the syntax of modules, and Node.js would parse the source map at the end of each, which is a third of a synth.
 */
const Module = require('node:module');
const { join, sep } = require('node:path');

process.env.TSX_TSCONFIG_PATH = join(__dirname, '..', '..', '..', 'tsconfig.json'); // Wherever the command is given.
const ofPackages = `${sep}node_modules${sep}`;
const asPackage = Module._extensions['.js'];
require('tsx/cjs');
const asTypeScript = Module._extensions['.js'];

Module._extensions['.js'] = (module, file) => {
  if (!file.includes(ofPackages)) return asTypeScript(module, file);
  process.setSourceMapsEnabled(false);
  try {
    asPackage(module, file);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};

require('./synthesise-cli');
