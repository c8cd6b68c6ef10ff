import { appendFileSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import { Attachment } from './attachment';
import { planRollback } from './gaps/ecs/services';
import { ServiceMemory } from './gaps/ecs/service-memory';
import { Next, throughGaps } from './gaps/gap';
import { createGaps } from './gaps/index';
import { namedFailure } from './gaps/missing-action';
import { healthPath, Health } from './health';
import { ProcessRecord } from './process-record';
import { AwsAnswer, AwsRequest, pathOf } from './proxy/aws-request';
import { forwardTo } from './proxy/forward';
import { jsonAnswer, jsonOf, text } from './proxy/json';
import { createProxy } from './proxy/server';
import { recordedCall } from './recording/recorded-call';

/** The proxy of one local AWS: the gaps in front of moto, and the tool's own paths. */
export interface LocalAwsProxy {
  server: Server;
  /** Services, deployments and tasks. */
  services: ServiceMemory;
  /** From now on requests go to moto, past what is attached. */
  serve(motoPort: number, attachment?: Attachment): void;
  stopping(): void;
}

/** Makes the proxy; it listens when its server is told to. */
export function localAwsProxy(options: {
  record: ProcessRecord;
  requestLog: string;
  /** Where every call is written down with its answer; nowhere when none is given. */
  recording?: string;
  onStop: () => void;
  onMissing: (message: string) => void;
}): LocalAwsProxy {
  const { record, requestLog, recording, onStop, onMissing } = options;
  const services = new ServiceMemory();
  let state: Health['state'] = 'starting';
  let answer: Next = (request) => Promise.resolve(namedFailure(request, 'The local AWS is still starting.'));

  const controls = (request: AwsRequest): Promise<AwsAnswer | undefined> => {
    const { instanceId, supervisorPid, motoPid } = record;
    const question = `${request.method} ${pathOf(request)}`;
    if (question === `GET ${healthPath}`) {
      return Promise.resolve(jsonAnswer({ instanceId, state, supervisorPid, motoPid }));
    }
    if (request.url === `${healthPath}/stop?instance=${instanceId}` && request.method === 'POST') {
      setImmediate(onStop);
      return Promise.resolve(jsonAnswer({ stopping: true }));
    }
    if (question === `POST ${healthPath}/ecs/rollback`) return Promise.resolve(rollback(services, request));
    return Promise.resolve(undefined);
  };

  return {
    server: createProxy({
      answer: (request) => answer(request),
      controls,
      log: (line) => appendFileSync(requestLog, `${line}\n`),
      onAnswered: (request, answered) => {
        if (recording) appendFileSync(recording, `${JSON.stringify(recordedCall(request, answered))}\n`);
      },
    }),
    services,
    serve(motoPort, attachment) {
      writeFileSync(requestLog, '');
      if (recording) writeFileSync(recording, '');
      const own = createGaps({ services, scheduling: attachment?.scheduling, onMissing });
      const gaps = [...(attachment?.gaps ?? []), ...own];
      answer = throughGaps(gaps, (request) => forwardTo(motoPort, request));
      state = 'ready';
    },
    stopping() {
      state = 'stopping';
    },
  };
}

/** A test's order: `{cluster, service}`, and if it likes `region`, `stoppedReason`, `containerReason` and `exitCode`. */
function rollback(services: ServiceMemory, request: AwsRequest): AwsAnswer {
  const order = jsonOf(request);
  const cluster = text(order['cluster']);
  const service = text(order['service']);
  if (cluster === undefined || service === undefined) {
    return jsonAnswer({ error: 'Say which: {"cluster": "<name>", "service": "<name>"}' }, 400);
  }
  planRollback(services, text(order['region']) ?? 'eu-north-1', {
    cluster,
    service,
    stoppedReason: text(order['stoppedReason']),
    containerReason: text(order['containerReason']),
    exitCode: typeof order['exitCode'] === 'number' ? order['exitCode'] : undefined,
  });
  return jsonAnswer({ planned: true });
}
