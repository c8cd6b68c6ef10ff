import { rmSync } from 'node:fs';
import { missingPrerequisite } from '@dotkom/local-estate';
import { workspaceRoot } from './application';

/**
 * Jest's `describe`, or the one that skips where this machine lacks what deploys: then it says what, past Jest, which would
 * keep it until the end.
 *
 * @param dir where the AWS of the test is, which runs afterwards.
 */
export function whereItCanRun(dir: string, what: string): jest.Describe {
  rmSync(dir, { recursive: true, force: true }); // An emulator that an interrupted test left there ends without it.
  const missing = missingPrerequisite(workspaceRoot, dir);
  if (!missing) return describe;
  process.stderr.write(`\n  SKIPPED, NOT TESTED: ${what}. ${missing}\n\n`);
  return describe.skip;
}
