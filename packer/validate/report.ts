import { Check, Result } from './checks';

export interface Report {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Runs the checks and says how each went; a skipped one is loud, and a failure where every tool is required. */
export function report(checks: readonly Check[], workspace: string, requireTools: boolean): Report {
  const results = checks.map((check) => ({ name: check.name, result: check.run(workspace) }));
  const failed = results.filter(({ result }) => result.kind === 'failed').length;
  const skipped = results.filter(({ result }) => result.kind === 'skipped').length;
  const lines = results.flatMap(({ name, result }) => linesOf(name, result));
  lines.push(`node-image: ${results.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
  if (skipped > 0 && requireTools)
    lines.push('A skipped check counts as failed, because of --require-tools.');
  return { code: failed > 0 || (skipped > 0 && requireTools) ? 1 : 0, lines };
}

function linesOf(name: string, result: Result): string[] {
  switch (result.kind) {
    case 'passed':
      return [`passed   ${name}`];
    case 'skipped':
      return [`SKIPPED  ${name}: NOT CHECKED. ${result.why}`];
    case 'failed':
      return [`FAILED   ${name}`, ...result.output.split('\n').map((line) => `         ${line}`)];
  }
}
