import { setTimeout as sleep } from 'node:timers/promises';
import { Answers } from './answers';
import { Group } from './routes';
import { probe } from './probe';

/** Where a task is reached. */
export interface Target {
  /** The task, by the last part of its ARN. */
  id: string;
  port: number;
}

/** The states of AWS's DescribeTargetHealth. */
export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'draining';

export interface RegisteredTarget extends Target {
  state: TargetState;
  /** Why it is not healthy, in AWS's words. */
  reason?: string;
  /** Requests that are under way. */
  inFlight: number;
}

/** The targets of every target group, and their health by the group's own settings. */
export class Targets {
  readonly answers = new Answers();
  private readonly byGroup = new Map<string, RegisteredTarget[]>();
  private readonly groupOf: (arn: string) => Promise<Group | undefined>;
  private isStopped = false;

  /** @param groupOf the target group as it is at this moment: its settings may change while targets are checked. */
  constructor(groupOf: (arn: string) => Promise<Group | undefined>) {
    this.groupOf = groupOf;
  }

  of(groupArn: string): readonly RegisteredTarget[] {
    return this.byGroup.get(groupArn) ?? [];
  }

  stateOf(groupArn: string, id: string): RegisteredTarget | undefined {
    return this.of(groupArn).find((target) => target.id === id);
  }

  register(groupArn: string, target: Target): void {
    const registered: RegisteredTarget = { ...target, state: 'initial', inFlight: 0 };
    this.byGroup.set(groupArn, [...this.of(groupArn), registered]);
    void this.check(groupArn, registered);
  }

  /** Ends when no request is under way any more, or the deregistration delay is over: at once where none is. */
  async deregister(groupArn: string, id: string): Promise<void> {
    const target = this.stateOf(groupArn, id);
    if (!target) return;
    target.state = 'draining';
    const { attributes } = (await this.groupOf(groupArn)) ?? {};
    const delay = Number(attributes?.['deregistration_delay.timeout_seconds'] ?? 300);
    const end = Date.now() + delay * 1000;
    while (target.inFlight > 0 && Date.now() < end && !this.isStopped) await sleep(50);
    const others = this.of(groupArn).filter((each) => each !== target);
    this.byGroup.set(groupArn, others);
  }

  /**
   * Which targets take requests: the healthy ones, and where all are unhealthy, all of them, as AWS does it. None where
   * none is registered, or has passed its first check.
   */
  available(groupArn: string): readonly RegisteredTarget[] {
    const inState = (state: TargetState) => this.of(groupArn).filter((target) => target.state === state);
    const healthy = inState('healthy');
    return healthy.length > 0 ? healthy : inState('unhealthy');
  }

  stop(): void {
    this.isStopped = true;
  }

  private async check(groupArn: string, target: RegisteredTarget): Promise<void> {
    let [passed, failed] = [0, 0];
    let lastCounted = 0;
    while (!this.isStopped && target.state !== 'draining') {
      const group = await this.groupOf(groupArn);
      if (!group) return;
      const problem = await probe(group, target.port);
      if (isDraining(target)) return;
      const intervalMs = (group.HealthCheckIntervalSeconds ?? 30) * 1000;
      if (problem === undefined) {
        [passed, failed] = [passed + 1, 0];
        // The first check that is passed is enough; one that was unhealthy has to pass several.
        if (target.state === 'initial' || passed >= (group.HealthyThresholdCount ?? 5))
          target.state = 'healthy';
        if (target.state === 'healthy') delete target.reason;
      } else if (Date.now() - lastCounted >= intervalMs * 0.9) {
        lastCounted = Date.now();
        [passed, failed] = [0, failed + 1];
        if (failed >= (group.UnhealthyThresholdCount ?? 2)) target.state = 'unhealthy';
      }
      if (problem !== undefined && target.state !== 'healthy') target.reason = problem;
      // Asked more often than the group says until it has answered once; failures count once an interval all the same.
      await sleep(target.state === 'initial' ? Math.min(intervalMs, firstIntervalMs) : intervalMs);
    }
  }
}

const firstIntervalMs = 500;

function isDraining({ state }: RegisteredTarget): boolean {
  return state === 'draining';
}
