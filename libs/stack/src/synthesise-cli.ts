import { resolve } from 'node:path';
import { synthesise } from './synthesise';
import { isUserError } from './user-error';

/** `node --import tsx synthesise-cli.ts <project folder> <outdir>`: what the Nx target `synth` runs. */
const [projectFolder = '.', outdir = 'cdktf.out'] = process.argv.slice(2);
try {
  synthesise(resolve(projectFolder), resolve(outdir));
} catch (error) {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
}
