import { run } from '../terraform/process';

/** Runs a program by `run`, and says what it says, which signals reach this process, and how it ended. */
const [binary = ''] = process.argv.slice(2);
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => console.log(`runner: signal ${(signals += 1)}`));
}
void run({
  binary,
  args: [],
  folder: '.',
  env: process.env,
  onLine: (line) => console.log(`program: ${line}`),
}).then(({ code, interrupted }) => {
  console.log(`runner: the program ended with ${code}`);
  if (interrupted) process.exitCode = 130;
});
