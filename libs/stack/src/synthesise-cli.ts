import { resolve } from 'node:path';
import { endedEarly } from './errors';
import { synthesise } from './synthesise';
import { isUserError } from './user-error';

/** `node --import tsx synthesise-cli.ts <project folder> <outdir>`: what the Nx target `synth` runs. */
const [projectFolder = '.', outdir = 'cdktf.out'] = process.argv.slice(2);

let ended = false;
process.on('exit', () => {
  if (ended) return;
  console.error(endedEarly().message);
  process.exitCode = 1;
});
try {
  synthesise(resolve(projectFolder), resolve(outdir));
} catch (error) {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
}
ended = true;
