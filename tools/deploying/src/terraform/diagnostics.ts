import { localAwsGone } from '../account/errors';
import { otherChecksums, stateLocked, terraformFailed } from './errors';
import { Diagnostic } from './events';

/** The lock that another run holds on a state, where that is what went wrong. */
export interface HeldLock {
  readonly id: string;
  readonly who: string;
  readonly since: string;
  readonly operation: string;
}

/** Reads who holds the lock out of Terraform's complaint about it. */
export function heldLock(diagnostics: readonly Diagnostic[]): HeldLock | undefined {
  const complaint = diagnostics.find(({ summary }) => /acquiring the state lock/i.test(summary));
  if (!complaint) return undefined;
  // Each field is a line of its own: the message before them speaks of a "RequestID" and a "HostID" too.
  const field = (name: string) =>
    new RegExp(`^ *${name}: *(\\S.*)$`, 'm').exec(complaint.detail ?? '')?.[1]?.trim() ?? 'unknown';
  return { id: field('ID'), who: field('Who'), since: field('Created'), operation: field('Operation') };
}

/** The error for what Terraform complained of, with the construct each complaint is about. */
export function failure(
  { stack, what, binary }: { readonly stack: string; readonly what: string; readonly binary: string },
  diagnostics: readonly Diagnostic[],
  constructPath: (address: string) => string,
): Error {
  const lock = heldLock(diagnostics);
  if (lock) return stateLocked(binary, lock);
  if (diagnostics.some(isOfNoLocalAws)) return localAwsGone();
  if (diagnostics.some(isOfChecksums)) return otherChecksums(stack);
  const problems = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => {
      const { summary, detail = '' } = diagnostic;
      const address = addressOf(diagnostic);
      const where = address ? `${constructPath(address)} (${address})` : '';
      const conclusion = conclusionOf(diagnostic);
      if (conclusion) return indent([where, conclusion].join('\n'));
      const lines = isOurs(summary) && detail ? [detail.trim(), where] : [where, summary, detail.trim()];
      return indent(lines.filter((line) => line !== '').join('\n'));
    });
  return terraformFailed(stack, what, problems.length > 0 ? problems : [indent('Terraform gave no reason.')]);
}

/** Whether nobody listens where the AWS of this machine was: Terraform asks nothing else there. */
function isOfNoLocalAws({ summary, detail = '' }: Diagnostic): boolean {
  return /dial tcp 127\.0\.0\.1:\d+: connect: connection refused/.test(`${summary} ${detail}`);
}

/** Whether the provider's bytes were not those of the lock file; `init` says it in lines that it breaks, in a frame. */
function isOfChecksums({ summary, detail = '' }: Diagnostic): boolean {
  return /match any of the checksums/.test(`${summary} ${detail}`.replace(/[│\s]+/g, ' '));
}

/** The last that a provisioner's program said. All that it said was shown as it came, and Terraform says it once more. */
function conclusionOf({ summary, detail = '' }: Diagnostic): string | undefined {
  if (!/ provisioner error$/.test(summary)) return undefined;
  const [, output = ''] = /: exit status \d+\. Output: ([^]*)$/.exec(detail) ?? [];
  return output.trim().split('\n').at(-1)?.trim() || undefined;
}

/** The resource that a complaint is about: as Terraform names it, or the one in whose configuration the mistake is. */
function addressOf({ address, snippet }: Diagnostic): string | undefined {
  return address || /^(?:resource\.(?=\w)|(?=data\.))(.+\..+)$/.exec(snippet?.context ?? '')?.[1];
}

/** Whether a condition of ours failed: then the message is ours too, and Terraform's headline says nothing. */
function isOurs(summary: string): boolean {
  return /^(Resource (pre|post)condition|Module output value precondition|Check block assertion) failed$/.test(
    summary,
  );
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
