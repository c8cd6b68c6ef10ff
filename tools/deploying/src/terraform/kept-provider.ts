import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SynthesisedStack } from '@dotkom/synthesised';

/**
 * Starts a provider that ends when nobody holds it any more: it goes on while this process, or a Terraform that has
 * outlived it, has the other end of its input open. $1 is the provider, $2 the folder of its socket and of what it says, which
 * goes with it.
 */
const launch = `
exec 3<&0
TMPDIR=$2 "$1" -debug </dev/null >"$2/said" 2>&1 3<&- &
provider=$!
{ cat <&3 >/dev/null; kill $provider; } 2>/dev/null &
wait $provider
rm -rf "$2"
`;

/** How long a provider may take to say where it is. */
const patienceMilliseconds = 30_000;

/**
 * The AWS provider, kept running for all that is done to one stack. Terraform starts it twice for a plan and as often for
 * each further command, and each start costs more than what is then asked of it. Only for the AWS of this machine, because
 * Terraform then does not check that it is the version of the lock file (`init` has); and only for stacks that configure
 * it once, because one process has one configuration: with a second region, all would be made there.
 *
 * Source: "Starting A Provider In Debug Mode" of the plugin framework, and TF_REATTACH_PROVIDERS.
 */
export class KeptProvider {
  /** What Terraform's environment has to say so that it uses this provider. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whoever has it open keeps the provider running. */
  readonly holder: Writable;

  private constructor(reattach: string, holder: Writable) {
    this.environment = { TF_REATTACH_PROVIDERS: reattach };
    this.holder = holder;
  }

  /** Starts the provider that was initialised for a stack in a folder; gives none where that cannot be kept running. */
  static async start(
    stack: Pick<SynthesisedStack, 'json'>,
    folder: string,
    env: NodeJS.ProcessEnv,
  ): Promise<KeptProvider | undefined> {
    const binary = initialisedProvider(folder);
    if (!binary || configurationsIn(stack) !== 1) return undefined;
    const notes = mkdtempSync(join(tmpdir(), 'terraform-provider-'));
    const shell = spawn('sh', ['-c', launch, 'sh', binary, notes], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    shell.unref();
    const hasEnded = () => shell.exitCode !== null || shell.pid === undefined;
    const reattach = await reattachment(join(notes, 'said'), hasEnded);
    if (reattach) return new KeptProvider(reattach, shell.stdin);
    shell.stdin.destroy();
    return undefined;
  }

  /** Lets it go: it ends once no Terraform holds it either. */
  release(): void {
    this.holder.destroy();
  }
}

function configurationsIn({ json }: Pick<SynthesisedStack, 'json'>): number {
  return Object.values<readonly unknown[]>(json.provider ?? {}).flat().length;
}

async function reattachment(file: string, hasEnded: () => boolean): Promise<string | undefined> {
  for (const begun = Date.now(); Date.now() - begun < patienceMilliseconds && !hasEnded();) {
    const said = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const [, reattach] = /TF_REATTACH_PROVIDERS='(.+)'\n/.exec(said) ?? [];
    if (reattach) return reattach;
    await sleep(50);
  }
  return undefined;
}

/** The program of the AWS provider: `.terraform/providers/<registry>/hashicorp/aws/<version>/<machine>/<program>`. */
function initialisedProvider(folder: string): string | undefined {
  const providers = join(folder, '.terraform', 'providers');
  for (const registry of namesIn(providers)) {
    const versions = join(providers, registry, 'hashicorp', 'aws');
    const [machine] = namesIn(versions).flatMap((version) =>
      namesIn(join(versions, version)).map((name) => join(versions, version, name)),
    );
    const program = machine && namesIn(machine).find((name) => name.startsWith('terraform-provider-aws'));
    if (machine && program) return join(machine, program);
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
