import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { localAwsEnvironment } from '@dotkom/local-aws';
import { KeptProvider, providerEnvironment, unattended } from '@dotkom/deploying';
import { SynthesisedStack } from '@dotkom/stack/testing';

const run = promisify(execFile);
const stateFile = 'terraform.tfstate';

/** A change of one resource, as Terraform's JSON of a plan has it. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, any> | null;
    readonly after: Record<string, any> | null;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** What is deployed of a stack. */
export interface Deployed {
  readonly stack: { readonly json: any; readonly assets?: string };
  /** As Terraform has it written down. */
  readonly state: object;
}

/** What stacks are told where all may be thrown away. */
const throwAway = ['-var=discard_data=true', '-var=deletion_protection=false'];

/** Terraform in a folder of its own, with a state that is a file beside it, on an AWS of this machine. */
export class Terraform {
  readonly folder: string;
  /** In which its commands run. */
  readonly env: NodeJS.ProcessEnv;
  private readonly ofStacks: readonly string[];
  private variables: readonly string[] = [];
  private kept: KeptProvider | undefined;

  private constructor(folder: string, env: NodeJS.ProcessEnv, ofStacks = throwAway) {
    this.folder = folder;
    this.ofStacks = ofStacks;
    this.env = { ...process.env, ...env, ...unattended() };
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Terraform in a folder, with the provider that this machine has, on the AWS at an address. */
  static async in(folder: string, endpoint: string): Promise<Terraform> {
    return new Terraform(folder, await environment(folder, endpoint));
  }

  /**
   * Terraform in a folder, with a copy of what is deployed elsewhere as in the real account, to plan changes of it. One provider
   * answers all of these plans, where the stack configures it once: it goes on until {@link end}.
   */
  static async copyOf({ stack, state }: Deployed, folder: string, endpoint: string): Promise<Terraform> {
    const terraform = new Terraform(folder, await environment(folder, endpoint), []);
    if (stack.assets) cpSync(stack.assets, join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, stateFile), JSON.stringify(state));
    await terraform.take(stack.json);
    terraform.kept = await KeptProvider.start(stack, folder, terraform.env);
    return terraform;
  }

  /** Ends what goes on between plans. */
  end(): void {
    this.kept?.release();
  }

  /** Takes a stack for what is to be planned and applied from now on. */
  async take(stack: SynthesisedStack): Promise<void> {
    const { backend: _, ...settings } = stack['terraform'];
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify({ ...stack, terraform: settings }));
    this.variables = this.ofStacks;
    if (!existsSync(join(this.folder, '.terraform'))) await this.run('init', '-no-color');
  }

  /** Takes what somebody wrote in HCL for what is to be planned and applied from now on. */
  async takeFolder(folder: string): Promise<void> {
    cpSync(folder, this.folder, { recursive: true });
    await this.run('init', '-no-color');
  }

  /** What would change. */
  async plan(...more: string[]): Promise<ResourceChange[]> {
    await this.run('plan', '-out=plan', '-lock=false', ...this.variables, ...more);
    const { stdout } = await this.run('show', '-json', 'plan');
    const { resource_changes: changes = [] }: { resource_changes?: ResourceChange[] } = JSON.parse(stdout);
    return changes.filter(({ mode, change }) => mode === 'managed' && change.actions.join() !== 'no-op');
  }

  /** Applies the plan that was made last. */
  async apply(): Promise<void> {
    await this.run('apply', '-no-color', 'plan');
  }

  /** Destroys everything that is in the state. */
  async destroy(): Promise<void> {
    await this.run('destroy', '-auto-approve', '-no-color', ...this.variables);
  }

  /** Deploys a stack. */
  async deploy(stack: SynthesisedStack): Promise<void> {
    await this.take(stack);
    await this.plan();
    await this.apply();
  }

  /** The state as it is written. */
  get state(): any {
    return JSON.parse(readFileSync(join(this.folder, stateFile), 'utf8'));
  }

  /** What would change if the state were another one. */
  async planFrom(state: unknown): Promise<ResourceChange[]> {
    writeFileSync(join(this.folder, 'other.tfstate'), JSON.stringify(state));
    return this.plan('-refresh=false', '-state=other.tfstate');
  }

  private async run(...args: string[]): Promise<{ stdout: string }> {
    try {
      const env = { ...this.env, ...this.kept?.environment };
      return await run('terraform', args, { cwd: this.folder, env, maxBuffer: 1 << 28 });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      // Its errors alone, and without the lines of code that it shows: a stack is one line.
      const said = `${stdout}\n${stderr}`
        .split('\n')
        .filter(
          (line) => line.length < 500 && !/: (Creating|Creation|Still|Reading|Read|Refreshing)/.test(line),
        );
      throw new Error(`terraform ${args.join(' ')} failed:\n${said.join('\n')}`);
    }
  }
}

/** The provider is where this machine has it; who asks by it is a person, whose rights nobody asks. */
async function environment(folder: string, endpoint: string): Promise<NodeJS.ProcessEnv> {
  return { ...localAwsEnvironment(endpoint, 'person'), ...(await providerEnvironment(dirname(folder))) };
}
