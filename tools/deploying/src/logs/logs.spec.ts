import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { localTime } from '../look/times';
import { applicationStack } from '../testing/application';
import { answerRecorded, RecordedAnswers, refused } from '../testing/recorded-clients';
import { LogChoices, showLogs } from './logs';

const now = new Date('2026-11-26T06:00:00Z');
const at = (time: string) => new Date(`2026-11-26T${time}Z`).getTime();
const clients = [CloudWatchLogsClient, ECSClient, SSMClient];
const account = { isLocal: false, env: {}, folder: '/nowhere', variables: {} };
const [old, newer] = ['0'.repeat(32), '1'.repeat(32)];

type Asked = { logGroupName: string; startTime?: number; nextToken?: string; logStreamNames?: string[] };

const event = (timestamp: number, message: string, stream: string) => ({
  eventId: `${timestamp}${message}`,
  timestamp,
  message,
  logStreamName: stream,
});

/** What each group holds, a page for each call. */
const held: Record<string, ReturnType<typeof event>[][]> = {
  '/applications/grades/prod/backend': [
    [event(at('05:51:00'), 'first\n', `backend/backend/${old}`)],
    [event(at('05:59:00'), 'third', `backend/log-router/${newer}`)],
  ],
  '/applications/grades/prod/sync': [[event(at('05:55:00'), 'second', `sync/sync/${old}`)]],
};

const deployed: RecordedAnswers = {
  DescribeLogGroups: ({ logGroupNamePrefix }: { logGroupNamePrefix: string }) => ({
    logGroups: [
      { logGroupName: `${logGroupNamePrefix}-other`, retentionInDays: 1 },
      { logGroupName: logGroupNamePrefix, retentionInDays: 14 },
    ],
  }),
  FilterLogEvents: ({ logGroupName, nextToken }: Asked) => {
    const pages = held[logGroupName] ?? [[]];
    const page = Number(nextToken ?? 0);
    return { events: pages[page], nextToken: page + 1 < pages.length ? String(page + 1) : undefined };
  },
  DescribeLogStreams: {
    logStreams: [{ logStreamName: `backend/backend/${newer}`, lastEventTimestamp: at('04:00:00') }],
  },
  GetParameter: { Parameter: { Value: 'a cluster' } },
};

afterEach(() => jest.restoreAllMocks());

async function logs(choices: LogChoices = {}, changes: RecordedAnswers = {}, environments = ['prod']) {
  answerRecorded(clients, { ...deployed, ...changes });
  const said: string[] = [];
  await showLogs(
    {
      stacks: environments.map(applicationStack),
      project: { name: 'grades', owner: 'dotkom' },
      configuration: 'prod',
      account,
      say: (line) => void said.push(line),
    },
    choices,
    { signal: new AbortController().signal, now },
  );
  return said;
}

/** Has an answer noted, and gives what was asked. */
function noting(answers: RecordedAnswers, action: string): Asked[] {
  const asked: Asked[] = [];
  const before = answers[action];
  Object.assign(answers, {
    [action]: (input: Asked) => {
      asked.push(input);
      return typeof before === 'function' ? before(input) : (before ?? {});
    },
  });
  return asked;
}

describe('the logs of an application', () => {
  it('are every line of its services, jobs and one-off tasks in one order, each with its time, its part and its task', async () => {
    const time = (hour: string) => localTime(new Date(at(hour)));
    expect(await logs()).toEqual([
      `${time('05:51:00')}  backend   00000000  first`,
      `${time('05:55:00')}  sync      00000000  second`,
      `${time('05:59:00')}  backend   11111111 [log-router]  third`,
    ]);
  });

  it('are those of ten minutes, and of one service where that is asked for', async () => {
    const answers = { ...deployed };
    const asked = noting(answers, 'FilterLogEvents');
    expect(await logs({ service: 'sync' }, answers)).toHaveLength(1);
    expect(asked).toEqual([
      { logGroupName: '/applications/grades/prod/sync', startTime: at('05:50:00'), nextToken: undefined },
    ]);
  });

  it.each([
    ['30s', now.getTime() - 30_000],
    ['2h', now.getTime() - 7_200_000],
    ['3d', now.getTime() - 3 * 86_400_000],
    ['2026-11-26T03:30Z', at('03:30:00')],
    ['2026-11-26T03:30+01:00', at('02:30:00')],
    ['2026-11-25 21:00', new Date('2026-11-25T21:00').getTime()],
  ])('are those since %s', async (since, expected) => {
    const answers = { ...deployed };
    const asked = noting(answers, 'FilterLogEvents');
    await logs({ service: 'sync', since }, answers);
    expect(asked[0]?.startTime).toBe(expected);
  });

  it.each(['yesterday', '10', '10 minutes', '-5m', '2026', '2027-01-01T00:00Z', '9999999999999d', ''])(
    'are refused since %p, which is no time in the past',
    async (since) => {
      await expect(logs({ since })).rejects.toThrow(`'${since}' is no time in the past. Say how long ago`);
    },
  );

  it('name the stack where there are several', async () => {
    expect((await logs({ service: 'sync' }, {}, ['prod', 'staging']))[0]).toContain('grades-prod/sync');
  });

  it('are an object a line for programs', async () => {
    const [first] = await logs({ json: true });
    expect(JSON.parse(first ?? '')).toEqual({
      ...{ time: '2026-11-26T05:51:00.000Z', stack: 'grades-prod', service: 'backend', container: 'backend' },
      ...{ task: old, message: 'first' },
    });
  });

  it('say when the last line was, where there is none of that time', async () => {
    const [told, ...others] = await logs({ service: 'backend' }, { FilterLogEvents: { events: [] } });
    expect(others).toEqual([]);
    expect(told).toBe(
      `Nothing was logged since ${localTime(new Date(at('05:50:00')))}. The last line is of ` +
        `${localTime(new Date(at('04:00:00')))}: --since ${localTime(new Date(at('04:00:00')))}`,
    );
  });

  it('are refused where nothing was ever logged, with where to look', async () => {
    const silent = { FilterLogEvents: { events: [] }, DescribeLogStreams: { logStreams: [] } };
    await expect(logs({ service: 'backend' }, silent)).rejects.toThrow(
      /grades-prod\/backend has not logged anything yet.*npx nx status grades -c prod/,
    );
  });

  it('are refused of a service that there is not, with those that there are', async () => {
    await expect(logs({ service: 'front' })).rejects.toThrow(
      "grades-prod has no service, job or task 'front'. There are backend, sync, migration: --service backend.",
    );
  });

  it('are refused where nothing is deployed, with how to', async () => {
    await expect(logs({}, { DescribeLogGroups: { logGroups: [] } })).rejects.toThrow(
      /Nothing of grades-prod\/backend, .* is deployed.*npx nx deploy grades -c prod/,
    );
  });

  it('are refused of a time whose lines are gone, with the most that there is', async () => {
    await expect(logs({ service: 'backend', since: '15d' })).rejects.toThrow(
      /is gone: lines are kept for 14 days. The most is --since 14d/,
    );
    await expect(logs({ service: 'backend', since: '14d' })).resolves.toBeDefined();
  });

  it('say whom to ask where the account refuses', async () => {
    await expect(logs({}, { FilterLogEvents: refused('no') })).rejects.toThrow(
      /did not say what was logged: AccessDeniedException.*aws sso login/,
    );
  });
});

describe('the task before', () => {
  const stopped = {
    taskArn: `arn:aws:ecs:eu-north-1:123456789012:task/platform-prod/${old}`,
    stoppedAt: new Date(at('05:00:00')),
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'backend', exitCode: 137 }],
  };
  const running = { taskArn: `arn:aws:ecs:eu-north-1:123456789012:task/platform-prod/${newer}` };
  const streams = {
    DescribeLogStreams: {
      logStreams: [newer, old].map((id) => ({ logStreamName: `backend/backend/${id}` })),
    },
  };

  it('is told with all that it logged, why it stopped and how', async () => {
    const answers: RecordedAnswers = {
      ...deployed,
      ...streams,
      DescribeTasks: { tasks: [running, stopped] },
    };
    const asked = noting(answers, 'FilterLogEvents');
    const said = await logs({ service: 'backend', previous: true }, answers);
    expect(asked[0]).toMatchObject({ logStreamNames: [`backend/backend/${old}`], startTime: undefined });
    expect(said[0]).toContain('first');
    expect(said.slice(-2)).toEqual([
      `Task ${old} stopped: Essential container in task exited`,
      '  container backend: exit code 137 (killed: out of memory, or it did not stop when asked)',
    ]);
  });

  it('is found by its log when ECS has forgotten it', async () => {
    const answers = { ...streams, DescribeTasks: { tasks: [running] } };
    const said = await logs({ service: 'backend', previous: true }, answers);
    expect(said.at(-1)).toBe(`Task ${old} ended longer ago than ECS remembers why.`);
  });

  it('is none while only those of now have logged', async () => {
    const answers = {
      DescribeLogStreams: { logStreams: [{ logStreamName: `backend/backend/${newer}` }] },
      DescribeTasks: { tasks: [running] },
    };
    await expect(logs({ service: 'backend', previous: true }, answers)).rejects.toThrow(
      'No task of backend has ended',
    );
  });

  it('says nothing more, so that it cannot be followed', async () => {
    await expect(logs({ previous: true, follow: true })).rejects.toThrow('leave out --follow');
  });
});
