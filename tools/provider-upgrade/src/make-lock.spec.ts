import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLock } from './make-lock';

const folder = mkdtempSync(join(tmpdir(), 'make-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A Terraform that has checksums for some machines, and adds them to the lock file as the real one does. */
function terraformFor(...machines: string[]): string {
  const binary = join(folder, `terraform-${machines.length}`);
  writeFileSync(
    binary,
    `#!/bin/sh
for word; do machine="\${word#-platform=}"; done
case " ${machines.join(' ')} " in *" $machine "*) ;; *) echo "no $machine" >&2; exit 1;; esac
[ -e .terraform.lock.hcl ] || echo '# This file is maintained automatically by "terraform init".' > .terraform.lock.hcl
echo "$machine $*" >> .terraform.lock.hcl
`,
  );
  chmodSync(binary, 0o755);
  return binary;
}

describe('the lock file', () => {
  it('has the checksums of every machine that there are any for, and says of which', () => {
    const { text, machines } = makeLock('6.26.0', [], terraformFor('linux_amd64', 'darwin_arm64'));
    expect(machines).toEqual(['linux_amd64', 'darwin_arm64']);
    expect(text).toContain('\n# Machines: linux_amd64, darwin_arm64\n');
    expect(text).toMatch(/linux_amd64 providers lock -no-color -platform=linux_amd64\ndarwin_arm64/);
    expect(text).not.toContain('maintained automatically');
  });

  it('takes them from where it is told', () => {
    const { text } = makeLock('6.26.0', ['-fs-mirror=/somewhere'], terraformFor('linux_amd64'));
    expect(text).toContain('-fs-mirror=/somewhere -platform=linux_amd64');
  });

  it('is not made without those of the workflows, and says why', () => {
    const without = () => makeLock('6.26.0', [], terraformFor());
    expect(without).toThrow('no checksums of version 6.26.0 of the AWS provider for linux_amd64');
    expect(without).toThrow('no linux_amd64');
    expect(() => makeLock('6.26.0', [], join(folder, 'not-there'))).toThrow('ENOENT');
  });
});
