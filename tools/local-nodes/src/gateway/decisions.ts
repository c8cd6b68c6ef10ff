import { Socket } from 'node:net';
import { ServerResponse } from 'node:http';
import { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Asked, ruleFor } from './match';
import { OwnAnswer, pageAnswer, unavailable } from './own-answers';
import { redirectedTo } from './redirect';
import { RouteCache } from './route-cache';
import { Listener } from './routes';
import { StandIn, standInPage } from './stand-in';
import { RegisteredTarget, Targets } from './targets';

const cookieName = 'AWSALB';

/** What is decided from. */
export interface DecisionSources {
  deployed: Pick<RouteCache, 'routes'>;
  targets: Targets;
  /** The service behind a target group for which no container runs. */
  standIn: (targetGroupArn: string) => Promise<StandIn | undefined>;
}

/** The target that takes a request. */
export interface Choice {
  target: RegisteredTarget;
  groupArn: string;
  cookie?: string;
}

/** What a load balancer makes of requests: by the rules of a listener, in turns, or as a session's cookie says. */
export class Decisions {
  private readonly sources: DecisionSources;
  private readonly turns = new Map<string, number>();

  constructor(sources: DecisionSources) {
    this.sources = sources;
  }

  /**
   * An answer of the load balancer's own, or the target that takes the request.
   *
   * @param answered by what the target answers: it is not stopped before that is closed.
   */
  async of(listener: Listener, asked: Asked, answered: ServerResponse | Socket): Promise<OwnAnswer | Choice> {
    const action = ruleFor(listener, asked)?.actions.find(
      ({ Type = '' }) => !Type.startsWith('authenticate-'),
    );
    if (action?.Type === 'fixed-response') {
      const {
        StatusCode = '503',
        ContentType = 'text/plain',
        MessageBody = '',
      } = action.FixedResponseConfig ?? {};
      return { status: Number(StatusCode), headers: { 'content-type': ContentType }, body: MessageBody };
    }
    if (action?.Type === 'redirect' && action.RedirectConfig) {
      const { status, location } = redirectedTo(action.RedirectConfig, asked, listener);
      return { status, headers: { location }, body: '' };
    }
    const groupArn = action && groupIn(action);
    return groupArn ? this.chooseTarget(groupArn, asked, answered) : unavailable;
  }

  private async chooseTarget(
    groupArn: string,
    { headers }: Asked,
    answered: ServerResponse | Socket,
  ): Promise<OwnAnswer | Choice> {
    const attributes = (await this.sources.deployed.routes()).groups.get(groupArn)?.attributes ?? {};
    const available = this.sources.targets.available(groupArn);
    if (available.length === 0) return this.standInFor(groupArn);
    const isSticky = attributes['stickiness.enabled'] === 'true';
    const [, sent] = new RegExp(`${cookieName}=([^;]+)`).exec(String(headers['cookie'])) ?? [];
    const turn = (this.turns.get(groupArn) ?? 0) + 1;
    this.turns.set(groupArn, turn);
    const target =
      (isSticky && available.find(({ id }) => id === sent)) || available[turn % available.length]!;
    isUnderWay(target, answered);
    const seconds = attributes['stickiness.lb_cookie.duration_seconds'] ?? '86400';
    const cookie = isSticky ? `${cookieName}=${target.id}; Max-Age=${seconds}; Path=/` : undefined;
    return { target, groupArn, cookie };
  }

  private async standInFor(groupArn: string): Promise<OwnAnswer> {
    if (this.sources.targets.of(groupArn).length > 0) return unavailable;
    const standIn = await this.sources.standIn(groupArn);
    return standIn ? pageAnswer(standIn.desiredCount > 0 ? 200 : 503, standInPage(standIn)) : unavailable;
  }
}

/** The target group of a forward, by its weights where there are several. */
function groupIn({ TargetGroupArn, ForwardConfig }: Action): string | undefined {
  const groups = ForwardConfig?.TargetGroups ?? [];
  if (groups.length < 2) return TargetGroupArn ?? groups[0]?.TargetGroupArn;
  let left = Math.random() * groups.reduce((sum, { Weight = 1 }) => sum + Weight, 0);
  return groups.find(({ Weight = 1 }) => (left -= Weight) < 0)?.TargetGroupArn;
}

/** From the moment in which its target is chosen, which is not stopped before the answer is given. */
function isUnderWay(target: RegisteredTarget, answered: ServerResponse | Socket): void {
  if (answered.closed) return;
  target.inFlight += 1;
  answered.once('close', () => (target.inFlight -= 1));
}
