import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { localAwsEnvironment } from '@dotkom/local-aws';
import { providerEnvironment } from '@dotkom/deploying';
import { SynthesisedStack } from '@dotkom/stack/testing';

const run = promisify(execFile);

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

/** Terraform in a folder of its own, with a state that is a file beside it, on an AWS of this machine. */
export class Terraform {
  readonly folder: string;
  private readonly env: NodeJS.ProcessEnv;
  private variables: readonly string[] = [];

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.env = { ...process.env, ...env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', TF_INPUT: '0' };
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Terraform in a folder, with the provider that this machine has, on the AWS at an address. */
  static async in(folder: string, endpoint: string): Promise<Terraform> {
    return new Terraform(folder, {
      ...localAwsEnvironment(endpoint),
      ...(await providerEnvironment(dirname(folder))),
    });
  }

  /** Takes a stack for what is to be planned and applied from now on. */
  async take(stack: SynthesisedStack): Promise<void> {
    const { backend: _, ...settings } = stack['terraform'];
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify({ ...stack, terraform: settings }));
    this.variables = ['-var=discard_data=true', '-var=deletion_protection=false'];
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

  /** Forgets resources, and leaves them where they are. */
  async forget(...addresses: string[]): Promise<void> {
    await this.run('state', 'rm', ...addresses);
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
    return JSON.parse(readFileSync(join(this.folder, 'terraform.tfstate'), 'utf8'));
  }

  /** What would change if the state were another one. Nothing of this Terraform's own is touched. */
  async planFrom(state: unknown, stack: SynthesisedStack): Promise<ResourceChange[]> {
    const other = new Terraform(`${this.folder}-other`, this.env);
    const assets = join(this.folder, 'assets');
    if (existsSync(assets)) cpSync(assets, join(other.folder, 'assets'), { recursive: true });
    writeFileSync(join(other.folder, 'terraform.tfstate'), JSON.stringify(state));
    await other.take(stack);
    return other.plan('-refresh=false');
  }

  private async run(...args: string[]): Promise<{ stdout: string }> {
    try {
      return await run('terraform', args, { cwd: this.folder, env: this.env, maxBuffer: 1 << 28 });
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
