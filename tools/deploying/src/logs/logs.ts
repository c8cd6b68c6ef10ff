import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { partsOf, SynthesisedStack } from '@dotkom/synthesised';
import { askAccount, clientConfig } from '../account/clients';
import { Selection } from '../job/stack-job';
import { nothingDeployed, unknownPart } from '../look/errors';
import { PlatformFacts } from '../look/platform-facts';
import { followsWhatEnded, longerThanKept, nothingLogged, quietSince } from './errors';
import { follow } from './follow';
import { keptFor, lastStreams, linesSince, LogLine, LogSource } from './log-source';
import { asJson, forTerminal } from './print';
import { previousTask } from './previous-task';
import { sinceWhen } from './since';

export interface LogChoices {
  /** One service, job or one-off task. @default all of them */
  readonly service?: string;
  /** How long ago, or since when. @default '10m' */
  readonly since?: string;
  /** Go on until Ctrl-C. */
  readonly follow?: boolean;
  /** What the task said that ended last, and why it ended, in place of those that run. */
  readonly previous?: boolean;
  /** Each line as JSON, for programs. */
  readonly json?: boolean;
}

/** Who ends what goes on, and what time it is. */
interface Surroundings {
  readonly signal: AbortSignal;
  readonly now?: Date;
}

/**
 * Tells what an application's services, jobs and one-off tasks logged, the oldest line first. Changes nothing.
 *
 * @returns true: where there is nothing to tell, it says so.
 * @throws UserError when there is no such service, nothing of it is deployed or was ever logged, the time is none or is
 * longer ago than lines are kept, or the account does not say.
 */
export async function showLogs(
  selection: Selection,
  choices: LogChoices,
  { signal, now = new Date() }: Surroundings,
): Promise<boolean> {
  if (choices.follow && choices.previous) throw followsWhatEnded();
  const since = sinceWhen(choices.since ?? '10m', now);
  await askAccount('what was logged', () => new Logs(selection, choices).show(since, now, signal));
  return true;
}

class Logs {
  private readonly selection: Selection;
  private readonly choices: LogChoices;
  private readonly logs: CloudWatchLogsClient;
  private readonly ecs: ECSClient;

  constructor(selection: Selection, choices: LogChoices) {
    this.selection = selection;
    this.choices = choices;
    this.logs = new CloudWatchLogsClient(clientConfig(selection.account));
    this.ecs = new ECSClient(clientConfig(selection.account));
  }

  async show(since: Date, now: Date, signal: AbortSignal): Promise<void> {
    const sources = await this.deployed(sourcesOf(this.selection.stacks, this.choices.service), since, now);
    if (this.choices.previous) return this.previous(sources);
    const read = async (from: Date) =>
      inOrder(await Promise.all(sources.map((source) => linesSince(this.logs, source, from))));
    const tell = (lines: readonly LogLine[]) => this.tell(lines, sources);
    if (this.choices.follow) return follow(since, { read, tell, signal });
    const lines = await read(since);
    if (lines.length === 0) await this.sayQuiet(sources, since);
    tell(lines);
  }

  /** Those of the sources that are deployed. */
  private async deployed(sources: readonly LogSource[], since: Date, now: Date): Promise<LogSource[]> {
    const kept = await Promise.all(sources.map(({ logGroup }) => keptFor(this.logs, logGroup)));
    const there = sources.filter((_, index) => kept[index] !== false);
    const { project, configuration } = this.selection;
    if (there.length === 0) throw nothingDeployed(sources.map(labelOf), project.name, configuration);
    for (const [index, { logGroup }] of sources.entries()) {
      const days = kept[index];
      if (days && since.getTime() < now.getTime() - days * 86_400_000) {
        throw longerThanKept(since, logGroup, days);
      }
    }
    return there;
  }

  private async previous(sources: readonly LogSource[]): Promise<void> {
    const facts = new PlatformFacts(this.selection.account);
    for (const source of sources) {
      const cluster = await facts.value(source.part.clusterParameter);
      const { lines, ended } = await previousTask({ logs: this.logs, ecs: this.ecs }, source, cluster);
      this.tell(lines, sources);
      if (!this.choices.json) ended.forEach(this.selection.say);
    }
  }

  private async sayQuiet(sources: readonly LogSource[], since: Date): Promise<void> {
    const streams = (await Promise.all(sources.map((source) => lastStreams(this.logs, source)))).flat();
    const { project, configuration, say } = this.selection;
    if (streams.length === 0) {
      throw nothingLogged(sources.map(labelOf), `npx nx status ${project.name} -c ${configuration}`);
    }
    const last = Math.max(...streams.map(({ lastEventTimestamp = 0 }) => lastEventTimestamp));
    if (!this.choices.json) say(quietSince(since, last > 0 ? new Date(last) : undefined));
  }

  private tell(lines: readonly LogLine[], sources: readonly LogSource[]): void {
    const print = this.choices.json ? asJson : forTerminal(sources);
    for (const line of lines) this.selection.say(print(line));
  }
}

/** What logs in these stacks, or the one part of that name. */
function sourcesOf(stacks: readonly SynthesisedStack[], asked: string | undefined): LogSource[] {
  const all = stacks.flatMap((stack) =>
    partsOf(stack).flatMap((part) =>
      part.logGroup === undefined ? [] : [{ stack: stack.name, part, logGroup: part.logGroup }],
    ),
  );
  const chosen = asked === undefined ? all : all.filter(({ part }) => part.name === asked);
  if (chosen.length > 0) return chosen;
  const known = [...new Set(all.map(({ part }) => part.name))];
  throw unknownPart(asked, stacks.map(({ name }) => name).join(' and '), known);
}

function labelOf({ stack, part }: LogSource): string {
  return `${stack}/${part.name}`;
}

function inOrder(lines: readonly (readonly LogLine[])[]): LogLine[] {
  return lines.flat().sort((one, other) => one.at.getTime() - other.at.getTime());
}
