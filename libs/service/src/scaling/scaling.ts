import { Fn, IResolvable, Op, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingScheduledAction } from '@cdktf/provider-aws/lib/appautoscaling-scheduled-action';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { ApplicationStack } from '../application-stack';
import { onceReleased, RunnableImage } from '../task/image';
import { osloTimeZone } from './oslo-time';
import { NormalisedPeak, NormalisedScaling } from './props';

export interface TaskScalingProps extends NormalisedScaling {
  readonly service: EcsService;
  readonly image: RunnableImage;
  /** The target group of the service, as CloudWatch names it. */
  readonly targetGroupMetricName: string;
}

/**
 * The number of tasks of a service, which Application Auto Scaling owns: it follows what the tasks have to do, and is
 * raised before times that are known. 0.10 dollars a month for each of the two to four alarms that an aim comes with.
 *
 * Without a release the bounds are 0. The first release raises them, and with them the number of tasks
 * (docs/decisions/scaling.md).
 */
export class TaskScaling extends Construct {
  private readonly props: TaskScalingProps;
  private readonly target: AppautoscalingTarget;

  constructor(scope: Construct, id: string, props: TaskScalingProps) {
    super(scope, id);
    this.props = props;
    this.target = this.createTarget();
    this.follow();
    for (const peak of props.peaks) this.raiseFor(peak);
  }

  private createTarget(): AppautoscalingTarget {
    const { image, max, service } = this.props;
    const cluster = ApplicationStack.of(this).platform.fact('cluster-arn');
    return new AppautoscalingTarget(this, 'target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${Fn.element(Fn.split('/', cluster), 1)}/${service.name}`,
      minCapacity: Token.asNumber(onceReleased(image, this.minimumNow(), 0)),
      maxCapacity: Token.asNumber(onceReleased(image, max, 0)),
      // Never a role: AWS puts its own service-linked one in its place, and every plan would see a change.
      ...this.withService(),
    });
  }

  /** An apply during a peak must not end it. */
  private minimumNow(): number | IResolvable {
    const { min, peaks } = this.props;
    return peaks.reduce<number | IResolvable>((otherwise, peak) => {
      const lasts = Op.and(Op.not(isBefore(peak.begins)), isBefore(peak.ends));
      return Fn.conditional(lasts, peak.atLeast, otherwise);
    }, min);
  }

  private follow(): void {
    const { cpu, memory, requestsPerTask, targetGroupMetricName } = this.props;
    const gateway = ApplicationStack.of(this).platform.fact('gateway-metric-name');
    if (cpu !== undefined) this.aimAt('cpu', cpu, 'ECSServiceAverageCPUUtilization');
    if (memory !== undefined) this.aimAt('memory', memory, 'ECSServiceAverageMemoryUtilization');
    if (requestsPerTask !== undefined) {
      const label = `${gateway}/${targetGroupMetricName}`;
      this.aimAt('requests', requestsPerTask, 'ALBRequestCountPerTarget', label);
    }
  }

  private aimAt(what: string, targetValue: number, metric: string, resourceLabel?: string): void {
    new AppautoscalingPolicy(this, what, {
      name: what,
      policyType: 'TargetTrackingScaling',
      ...this.ofTarget(),
      ...this.withService(),
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        predefinedMetricSpecification: { predefinedMetricType: metric, resourceLabel },
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
    });
  }

  private raiseFor(peak: NormalisedPeak): void {
    const { min } = this.props;
    this.schedule(`from ${peak.from}`, peak.from, peak.begins, peak.atLeast);
    this.schedule(`to ${peak.to}`, peak.to, peak.ends, min);
  }

  /** AWS refuses an action in the past, so one whose time has come is in no later plan. */
  private schedule(what: string, time: string, moment: Date, minCapacity: number): void {
    const name = what.replace(/[ :]/g, '-');
    const action = new AppautoscalingScheduledAction(this, name, {
      name,
      ...this.ofTarget(),
      ...this.withService(),
      schedule: `at(${time.replace(' ', 'T')}:00)`,
      timezone: osloTimeZone,
      scalableTargetAction: { minCapacity: String(minCapacity), maxCapacity: String(this.props.max) },
    });
    const comes = Fn.conditional(isBefore(moment), 1, 0);
    action.addOverride('count', onceReleased(this.props.image, comes, 0));
  }

  /** AWS forgets how a service scales with the service: one that is replaced gets it again. */
  private withService() {
    const { terraformResourceType, friendlyUniqueId } = this.props.service;
    return { lifecycle: { replaceTriggeredBy: [`${terraformResourceType}.${friendlyUniqueId}.id`] } };
  }

  private ofTarget() {
    const { resourceId, scalableDimension, serviceNamespace } = this.target;
    return { resourceId, scalableDimension, serviceNamespace };
  }
}

/** Whether the plan is made before a moment. Asked of Terraform, so that a stack is the same on whichever day it is synthesised. */
function isBefore(moment: Date): IResolvable {
  return Op.eq(Fn.timecmp(Fn.plantimestamp(), moment.toISOString()), -1);
}
