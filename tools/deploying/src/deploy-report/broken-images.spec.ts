import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployDatabase, LittleService, NodesInTest } from '@dotkom/local-nodes/testing';
import { localAccount } from '../account/account';
import { FailedDeploy } from './failed-deploy';
import { unsettledServices } from './unsettled-services';

const nodes = new NodesInTest();
const plainDatabase = join(__dirname, '../../../local-nodes/src/testing/programs/plain-database.ts');

/** What keeps the rules is healthy also where a dozen containers start at once on a busy machine. */
const patient = { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 4, UnhealthyThresholdCount: 3 };

/** What all of them are made of: one image, which each runs by a command of its own. */
const files = {
  '/good/index.html': '1',
  '/good/health': 'ok',
  '/better/index.html': '2',
  '/better/health': 'ok',
};
const serve = (folder: string) => `exec httpd -f -p 3000 -h ${folder}`;

interface Case {
  /** What the next version runs. @default what its image says */
  script?: string;
  /** Of the version before. @default what keeps every rule */
  before?: string;
  image?: () => Promise<string>;
  changes?: () => ContainerDefinition;
  /** What of its health check is not as that of the others. */
  health?: { UnhealthyThresholdCount: number };
  /** What `nx deploy` says of it. */
  says: readonly RegExp[];
}

const unhealthy = (reason: string) => [
  new RegExp(`is unhealthy in \\(target-group .*\\) due to \\(reason ${reason}`),
  /Task \w+ stopped: Task failed ELB health checks/,
];
/** Answers every request by a script. */
const answering = (answer: string) => `echo listening; exec nc -ll -p 3000 -e sh -c "${answer}"`;
let databaseHost = '';

/** One rule that each breaks: the name of its service, and what is said of its deploy. */
const broken: Readonly<Record<string, Case>> = {
  'exits-at-start': {
    script: 'echo no AUTH0_ISSUER; exit 3',
    says: [/container exits-at-start: exit code 3/, /last lines of exits-at-start:\s+.*no AUTH0_ISSUER/s],
  },
  'exits-later': {
    script: 'echo connecting; sleep 4; echo the queue does not answer; exit 1',
    health: { UnhealthyThresholdCount: 10 }, // It breaks one rule: it ends before its checks have failed.
    says: [/Essential container in task exited/, /exit code 1/, /the queue does not answer/],
  },
  'wrong-port': {
    script: 'echo listening on 3001; exec httpd -f -p 3001',
    says: [...unhealthy('Health checks failed'), /listening on 3001/],
  },
  'health-500': {
    script: answering(String.raw`printf 'HTTP/1.1 500 Internal Server Error\r\n\r\n'`),
    says: [...unhealthy('Health checks failed with these codes: \\[500\\]'), /listening/],
  },
  'health-slow': { script: answering('sleep 60'), says: unhealthy('Request timed out') },
  'writes-to-disk': {
    script: 'mkdir /cache || exit 5',
    says: [/exit code 5/, /mkdir: can't create directory '\/cache': Read-only file system/],
  },
  'out-of-memory': {
    script: 'echo reading all; exec tail /dev/zero',
    says: [/exit code 137 \(killed: out of memory.*OutOfMemoryError: Container killed/, /reading all/],
  },
  'other-processor': {
    image: () => nodes.build('other', { command: ['sh'], platform: 'linux/s390x' }),
    says: [
      /CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux\/\w+'/,
    ],
  },
  'missing-secret': {
    changes: () => ({
      secrets: [
        {
          name: 'JWT_SECRET',
          valueFrom: 'arn:aws:ssm:eu-north-1:123456789012:parameter/secrets/x/JWT_SECRET',
        },
      ],
    }),
    says: [
      /ResourceInitializationError: unable to pull secrets.*invalid parameters: \/secrets\/x\/JWT_SECRET/,
    ],
  },
  'plain-database': {
    image: () => nodes.build('client', { command: ['node', '/program.js'], program: plainDatabase }),
    changes: () => ({ memory: 256, environment: [{ name: 'DATABASE_HOST', value: databaseHost }] }),
    says: [/exit code 1/, /No database: no pg_hba.conf entry for host .*no encryption/],
  },
};

/** Keeps the rules, but the version before does not end when it is asked to. */
const stubborn: Case = { before: `trap "" TERM; ${serve('/good')}`, script: serve('/better'), says: [] };

interface Outcome {
  service: LittleService;
  /** Whether `nx deploy` takes it for failed. */
  hasFailed: boolean;
  report: string;
  /** How often it was asked for its page while the deploy went on, and which answers were not its page. */
  asked: number;
  lost: readonly string[];
}

const outcomes: Record<string, Outcome> = {};

async function deploy(
  name: string,
  base: string,
  { before = serve('/good'), script, image, changes = () => ({}), health }: Case,
) {
  const service = await nodes.estate.service(name, { ...patient, ...health });
  await service.create(await service.register(base, { command: ['sh', '-c', before] }));
  await service.steady(120);
  const visits = visit(service);
  const since = new Date();
  const command = script === undefined ? {} : { command: ['sh', '-c', script] };
  const next = await service.register(image ? await image() : base, { ...command, ...changes() });
  await service.update({ taskDefinition: next });
  const account = localAccount(nodes.endpoint);
  const deployed = { name: service.serviceName, clusterArn: service.clusterArn };
  const looks = { pauseMilliseconds: 1000, now: Date.now };
  const failed = await unsettledServices(account, [deployed], since, looks);
  const report = (await new FailedDeploy(account).explain(deployed, since)) ?? '';
  outcomes[name] = { service, hasFailed: failed.length > 0, report, ...(await visits.end()) };
}

const fewest = 6;

/** Asks for a service's page twice a second, as long as its deploy goes on; some do not take long. */
function visit({ host }: LittleService) {
  let isOver = false;
  const lost: string[] = [];
  const going = (async () => {
    let asked = 0;
    for (; !isOver || asked < fewest; asked += 1) {
      const { status, body } = await nodes
        .get(host)
        .catch((error: Error) => ({ status: 0, body: error.message }));
      if (status !== 200 || !['1', '2'].includes(body)) lost.push(`${status} ${body}`);
      await sleep(500);
    }
    return { asked, lost };
  })();
  return { end: () => ((isOver = true), going) };
}

beforeAll(async () => {
  await nodes.start();
  if (!nodes.estate) return;
  databaseHost = await deployDatabase(nodes.endpoint);
  const base = await nodes.build('base', { command: ['sh', '-c', serve('/good')], files });
  const cases = Object.entries({ ...broken, 'ignores-sigterm': stubborn });
  await Promise.all(cases.map(([name, each]) => deploy(name, base, each)));
  const sum = (count: (outcome: Outcome) => number) =>
    Object.values(outcomes).reduce((total, outcome) => total + count(outcome), 0);
  console.info(
    `${sum(({ asked }) => asked)} requests in ${cases.length} deploys, ${sum(({ lost }) => lost.length)} lost`,
  );
});
afterAll(() => nodes.stop());

nodes.describe('an image that breaks one rule', () => {
  it.each(Object.keys(broken))('%s: fails, and what is said of it says why', (name) => {
    const { hasFailed, report } = outcomes[name]!;
    expect(hasFailed).toBe(true);
    expect(report).toMatch(/^grades-prod-.*: it was rolled back to grades-prod-.*:1; 1 of 1 task runs\.\n/);
    for (const words of broken[name]!.says) expect(report).toMatch(words);
  });

  it.each(Object.keys(broken))('%s: the version before answers throughout, and goes on', async (name) => {
    const { lost, service } = outcomes[name]!;
    expect(lost).toEqual([]);
    expect(await nodes.get(service.host)).toEqual({ status: 200, body: '1' });
  });

  it('ignores-sigterm: is replaced late, killed, and nothing is lost', async () => {
    const { hasFailed, report, lost, service } = outcomes['ignores-sigterm']!;
    expect([hasFailed, report, lost]).toEqual([false, '', []]);
    expect((await nodes.get(service.host)).body).toBe('2');
    const [{ containers, stoppingAt, stoppedAt } = {}] = await service.tasks('STOPPED');
    expect(containers?.[0]?.exitCode).toBe(137);
    expect(stoppedAt!.getTime() - stoppingAt!.getTime()).toBeGreaterThan(2000); // Its stop timeout.
  });
});
