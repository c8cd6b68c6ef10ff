import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { constructPathsOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account, isOnThisMachine } from '../account/account';
import { withLock } from '@dotkom/processes';
import { failure, heldLock } from './diagnostics';
import { ChangeRepresentation, PlanDetails } from './differences';
import { destroyDidNotEnd, stillRunning, wasInterrupted } from './errors';
import { Action, Diagnostic, Outputs, parseEvent, PlannedChange, ProvisionerHook } from './events';
import { productOf, terraformBinary } from './installation';
import { KeptProvider } from './kept-provider';
import { lockFor } from './lock-file';
import { countChanges } from './plan-summary';
import { run, Stream } from './process';
import { providerEnvironment } from './provider-source';
import { State } from './state';
import { unattended } from './unattended';
import { WorkingFolder } from './working-folder';

/** What a run of Terraform said. */
interface Said {
  readonly exitCode: number;
  readonly planned: PlannedChange[];
  readonly diagnostics: Diagnostic[];
  readonly outputs?: Outputs;
}

/** Where the provider's checksums are, and the program that a one-off task's provisioner runs. */
const workspaceRoot = join(__dirname, '..', '..', '..', '..');

/** Called as each resource is done. */
export type OnProgress = (done: {
  readonly action: Action;
  readonly address: string;
  readonly constructPath: string;
  readonly seconds: number;
}) => void;

/** The commands for which Terraform starts the provider. */
const usesProvider = ['plan', 'show', 'apply', 'destroy'];

/** How long an interrupted run of Terraform may take to end in order. */
const patienceSeconds = 600;

/**
 * Terraform at work on one stack in one account. Each method fails with a message for people; what Terraform complains
 * of is passed through with the construct it is about.
 */
export class StackTerraform {
  readonly stack: SynthesisedStack;
  readonly folder: WorkingFolder;

  private readonly account: Account;
  private readonly env: NodeJS.ProcessEnv;
  private readonly lock: string | undefined;
  private readonly constructPaths: ReadonlyMap<string, string>;
  private readonly say: (line: string) => void;

  private constructor(
    stack: SynthesisedStack,
    account: Account,
    env: NodeJS.ProcessEnv,
    lock: string | undefined,
    say: (line: string) => void,
  ) {
    this.stack = stack;
    this.account = account;
    this.env = env;
    this.lock = lock;
    this.say = say;
    this.folder = new WorkingFolder(account.folder, stack.name, terraformBinary(env));
    this.constructPaths = constructPathsOf(stack);
  }

  /** Terraform for a stack, once it is clear where the provider comes from. */
  static async for(
    stack: SynthesisedStack,
    account: Account,
    say: (line: string) => void,
  ): Promise<StackTerraform> {
    const provider = await providerEnvironment(account.folder, account.env);
    const env = {
      ...account.env,
      ...provider,
      ...unattended(account.env),
      NX_WORKSPACE_ROOT: workspaceRoot,
    };
    return new StackTerraform(stack, account, env, lockFor(stack, productOf(env), workspaceRoot), say);
  }

  /** Where in the code a resource comes from. */
  constructPath(address: string): string {
    return this.constructPaths.get(address.replace(/\[.*$/, '')) ?? address;
  }

  /** Puts the stack in place and connects it to its state; does nothing where that has been done. */
  async init({ backend, args = [] }: { backend?: object; args?: readonly string[] } = {}): Promise<void> {
    await this.waitForInterruptedRun();
    if (!backend && this.folder.keepsState) throw destroyDidNotEnd(this.stack.name, this.folder.path);
    this.folder.write(this.stack, backend);
    if (!backend && this.folder.isInitialised(this.stack, this.env, this.lock)) return;
    if (!backend) this.folder.clearInitialisation();
    // Terraform's cache of providers is not made for two that fill it at once.
    await withLock(join(this.account.folder, 'init.lock'), async () => {
      const lines: string[] = [];
      const checked = this.folder.placeLock(this.lock) ? ['-lockfile=readonly'] : [];
      const code = await this.run(['init', '-no-color', ...checked, ...args], (line) => lines.push(line));
      if (code !== 0) throw this.failure('init', [{ severity: 'error', summary: lines.join('\n').trim() }]);
    });
    if (backend) this.folder.forgetInitialisation();
    else this.folder.markInitialised(this.stack, this.env, this.lock);
  }

  /**
   * Makes a plan and saves it. It may have changes and plan none of a resource: those of outputs.
   *
   * @param lock whether the state is locked meanwhile. A plan to read needs none: should the state change under it, it is
   * refused as stale when it is applied.
   */
  async plan({ lock }: { lock: boolean }): Promise<{ planned: PlannedChange[]; hasChanges: boolean }> {
    this.folder.removePlan();
    const args = ['-detailed-exitcode', `-out=${this.folder.planFile}`, ...this.variables()];
    const { planned, exitCode } = await this.withoutStaleLock('plan', () =>
      this.runJson(['plan', ...(lock ? this.pace() : ['-lock=false']), ...args], { fine: [0, 2] }),
    );
    this.folder.savePlanOrigin(this.stack, countChanges(planned));
    return { planned, hasChanges: exitCode === 2 };
  }

  /** What the saved plan changes. Values that are secret are in it: it is for showing which. */
  async plannedDetails(): Promise<PlanDetails> {
    const { json } = await this.answer(['show', '-json', this.folder.planFile]);
    const changes: { address: string; change: ChangeRepresentation }[] = json?.resource_changes ?? [];
    return {
      resources: new Map(changes.map(({ address, change }) => [address, change])),
      outputs: new Map(Object.entries<ChangeRepresentation>(json?.output_changes ?? {})),
    };
  }

  /** Applies exactly the saved plan. Gives false when Terraform refuses it because something else was deployed since. */
  async applySavedPlan(onProgress: OnProgress): Promise<Outputs | 'stale'> {
    const isStale = ({ diagnostics }: Said) =>
      diagnostics.some(({ summary }) => /saved plan is stale/i.test(summary));
    try {
      const said = await this.withoutStaleLock('apply', () =>
        this.runJson(['apply', ...this.pace(), this.folder.planFile], { onProgress, isFine: isStale }),
      );
      return isStale(said) ? 'stale' : (said.outputs ?? {});
    } finally {
      this.folder.removePlan();
    }
  }

  /** The outputs of what is deployed. */
  async outputs(): Promise<Outputs> {
    return (await this.answer(['output', '-json'])).json ?? {};
  }

  /** What is deployed, as it is written down: `terraform show` would start the provider to tell the same. */
  async state(): Promise<State> {
    return (await this.answer(['state', 'pull'])).json ?? {};
  }

  /**
   * Lifts deletion protection, where the account has it, and destroys everything in the stack. Data is discarded only
   * where the account's variables say so: elsewhere what holds something fails, and a database leaves a last snapshot.
   */
  async destroy(onProgress: OnProgress): Promise<void> {
    this.folder.removePlan();
    const variables = this.variables({ deletion_protection: 'false' });
    const unprotected = ['-auto-approve', ...this.pace(), ...variables];
    if (!this.account.isLocal) await this.runJson(['apply', ...unprotected], { onProgress });
    await this.withoutStaleLock('destroy', () => this.runJson(['destroy', ...unprotected], { onProgress }));
  }

  /** Checks the stack against the provider's schema, without credentials or state. */
  async validate(): Promise<void> {
    const { json, text } = await this.answer(['validate', '-json']);
    if (!json?.valid)
      throw this.failure('validate', json?.diagnostics ?? [{ severity: 'error', summary: text }]);
  }

  /** What a command answers in one piece of JSON, and what it says beside it: warnings, or why there is no answer. */
  private async answer(command: readonly string[]): Promise<{ json?: any; text: string }> {
    const said: Record<Stream, string[]> = { stdout: [], stderr: [] };
    await this.run(command, (line, stream) => said[stream].push(line));
    const text = [...said.stdout, ...said.stderr].join('\n').trim();
    try {
      return { json: JSON.parse(said.stdout.join('\n')), text };
    } catch {
      return { text };
    }
  }

  private variables(more: Account['variables'] = {}): string[] {
    return Object.entries({ ...this.account.variables, ...more }).map(
      ([name, value]) => `-var=${name}=${value}`,
    );
  }

  /**
   * Somebody else's apply ends in minutes. On the AWS of this machine nobody else is at it, a lock was left behind, and nothing
   * is throttled: what is ready waits for no turn, of which Terraform has ten by itself.
   */
  private pace(): string[] {
    return this.account.isLocal ? ['-parallelism=40'] : ['-lock-timeout=5m'];
  }

  /**
   * On the AWS of this machine, a lock that no process here holds was left behind by one that was killed: released.
   * Anywhere else it may be anybody's, and is reported.
   */
  private async withoutStaleLock(what: string, act: () => Promise<Said>): Promise<Said> {
    try {
      return await act();
    } catch (error) {
      const lock = this.lastLock;
      if (!lock || !this.account.isLocal) throw error;
      this.say(
        `${this.stack.name}: releasing the lock that an interrupted run left behind (${what} continues)`,
      );
      await this.run(['force-unlock', '-force', lock], () => undefined);
      return act();
    }
  }

  private lastLock: string | undefined;
  private keptProvider: Promise<KeptProvider | undefined> | undefined;

  /** Ends what was kept running between commands. */
  async end(): Promise<void> {
    (await this.keptProvider)?.release();
    this.keptProvider = undefined;
  }

  /** The provider for a command that needs one, on the AWS of this machine. */
  private async provider(command: string): Promise<KeptProvider | undefined> {
    if (!isOnThisMachine(this.account) || !usesProvider.includes(command)) return undefined;
    this.keptProvider ??= KeptProvider.start(this.stack, this.folder.path, this.env);
    return this.keptProvider;
  }

  private async waitForInterruptedRun(): Promise<void> {
    for (let waited = 0; ; waited += 1) {
      const pid = this.folder.runningProcess();
      if (pid === undefined) return;
      if (waited === 0)
        this.say(`${this.stack.name}: waiting for a run that is still ending (process ${pid})`);
      if (waited === patienceSeconds) throw stillRunning(this.stack.name, pid);
      await sleep(1000);
    }
  }

  private async runJson(
    args: readonly string[],
    {
      onProgress,
      fine = [0],
      isFine = () => false,
    }: { onProgress?: OnProgress; fine?: readonly number[]; isFine?: (said: Said) => boolean } = {},
  ): Promise<Said> {
    const [command = '', ...rest] = args;
    const planned: PlannedChange[] = [];
    const diagnostics: Diagnostic[] = [];
    let outputs: Outputs | undefined;
    const exitCode = await this.run([command, '-json', ...rest], (line) => {
      const event = parseEvent(line);
      if (event.type === 'planned_change') planned.push(event.change);
      if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
      if (event.type === 'outputs') outputs = event.outputs;
      if (event.type === 'provision_progress') this.sayOutput(event.hook);
      if (event.type === 'apply_complete') {
        const { resource, action, elapsed_seconds: seconds = 0 } = event.hook;
        const { addr: address } = resource;
        onProgress?.({ action, address, constructPath: this.constructPath(address), seconds });
      }
    });
    this.lastLock = heldLock(diagnostics)?.id;
    const said = { exitCode, planned, diagnostics, outputs };
    if (!fine.includes(exitCode) && !isFine(said)) throw this.failure(command, diagnostics);
    return said;
  }

  /** Shows what a provisioner says, but not the command that Terraform begins with. */
  private sayOutput({ resource, output }: ProvisionerHook): void {
    for (const line of output
      .split('\n')
      .filter((each) => each.trim() !== '' && !/^Executing: \[/.test(each)))
      this.say(`${this.constructPath(resource.addr)}: ${line}`);
  }

  private async run(
    args: readonly string[],
    onLine: (line: string, stream: Stream) => unknown,
  ): Promise<number> {
    const provider = await this.provider(args[0] ?? '');
    try {
      const { code, interrupted } = await run({
        binary: terraformBinary(this.env),
        args,
        folder: this.folder.path,
        env: { ...this.env, ...provider?.environment },
        holds: provider?.holder,
        onLine,
        onStart: (pid) => this.folder.noteProcess(pid),
        // An interrupt cancels calls that are under way, and what they made is then in no state. Locally everything is
        // done in a minute or two, so it goes on to its end; in a real account who interrupts wants it to stop.
        interruptible: !(this.account.isLocal && ['apply', 'destroy'].includes(args[0] ?? '')),
      });
      if (interrupted) throw wasInterrupted(this.stack.name, args[0] ?? '');
      return code;
    } finally {
      this.folder.forgetProcess();
    }
  }

  private failure(what: string, diagnostics: readonly Diagnostic[]): Error {
    const about = { stack: this.stack.name, what, binary: terraformBinary(this.env) };
    return failure(about, diagnostics, (address) => this.constructPath(address));
  }
}
