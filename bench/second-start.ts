import { spawnSync } from 'node:child_process';

/**
 * `npx tsx bench/second-start.ts`: how much faster `npm start` is where everything is deployed already. Ends and starts
 * the AWS of this machine. The times are this machine's; the ratio is what can be compared.
 */
function seconds(script: string): number {
  const started = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm run ${script} failed.`);
  return (Date.now() - started) / 1000;
}

seconds('stop');
const first = seconds('start');
const second = seconds('start');
seconds('stop');
console.log(
  `first ${first.toFixed(0)} s, second ${second.toFixed(0)} s, second/first ${(second / first).toFixed(2)}`,
);
