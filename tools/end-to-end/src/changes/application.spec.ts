import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { Clients, clientsFor } from '../clients';
import { application, Changed, siteAt, workspaceRoot } from './application';
import { actionsOn, addressesIn, refusals } from './plan';
import { createZones, standInForPlatform } from './platform-stand-in';
import { ResourceChange, Terraform } from './terraform';
import { whereItCanRun } from './where-it-can-run';

const dir = join(workspaceRoot, 'dist', 'changes', 'application');
const describeWhereItCanRun = whereItCanRun(dir, 'what changes of an application in place');

describeWhereItCanRun('a deployed application', () => {
  let aws: Clients;
  let terraform: Terraform;

  /** The plan of a change, which is not applied. */
  const planOf = async (changed: Changed): Promise<ResourceChange[]> => {
    await terraform.take(application(changed));
    return terraform.plan('-refresh=false');
  };

  beforeAll(async () => {
    const { endpoint } = await startLocalAws({ workspaceRoot, dir }); // Runs already; see missingPrerequisite.
    aws = clientsFor(endpoint);
    await createZones(aws);
    for (const platform of ['prod', 'other']) await standInForPlatform(aws, platform as 'prod');
    for (const service of ['one', 'two']) {
      await aws.ssm.send(
        new PutParameterCommand({
          Name: `/releases/demo/prod/${service}`,
          Type: 'String',
          Value: `sha256:${'0'.repeat(64)}`,
        }),
      );
    }
    terraform = await Terraform.in(join(dir, 'demo'), endpoint);
    await terraform.deploy(application());
  });

  afterAll(() => stopLocalAws({ workspaceRoot, dir }));

  it('is as it was deployed', async () => expect(await terraform.plan()).toEqual([]));

  it('changes the architecture, the port and the health check of a released service in place', async () => {
    const plan = await planOf({ one: { architecture: 'amd64', port: 8080, healthCheck: '/up' } });
    expect(actionsOn(plan, 'aws_ecs_service')).toEqual(['update']);
    expect(actionsOn(plan, 'aws_ecs_task_definition')).toEqual(['create,delete']);
    expect(actionsOn(plan, 'aws_lb_target_group')).toEqual(['update']);
    expect(plan).toHaveLength(3);
  });

  it('lets a site answer a host that a service answered: the record is changed, once the site is there', async () => {
    const plan = await planOf({ two: { host: 'c.grades.no' }, more: siteAt('b.grades.no') });
    const record = plan.find(
      ({ type, change }) => type === 'aws_route53_record' && change.before?.['name'] === 'b.grades.no',
    );
    expect(record?.change.actions).toEqual(['update']);
    expect(refusals(plan)).toEqual([]);
  });

  it('moves to another network with new target groups, each there before the old one goes', async () => {
    const vpcId = await aws.ssm.send(new GetParameterCommand({ Name: '/platform/prod/vpc-id' }));
    const other = await aws.ssm.send(new GetParameterCommand({ Name: '/platform/other/vpc-id' }));
    await setFact('vpc-id', other.Parameter?.Value);
    const plan = await planOf({});
    await setFact('vpc-id', vpcId.Parameter?.Value);
    expect(actionsOn(plan, 'aws_lb_target_group')).toEqual(['create,delete', 'create,delete']);
    const groups = plan.filter(({ type }) => type === 'aws_lb_target_group');
    for (const { change } of groups) expect(change.after?.['name']).not.toBe(change.before?.['name']);
  });

  it('moves to another platform with new services and rules, each there before the old one goes; not its database', async () => {
    const plan = await planOf({ platform: 'other' });
    for (const type of [
      'aws_ecs_service',
      'aws_lb_target_group',
      'aws_lb_listener_rule',
      'aws_route53_record',
    ]) {
      const [action, ...others] = new Set(actionsOn(plan, type));
      expect([type, action, ...others]).toEqual([
        type,
        type === 'aws_route53_record' ? 'update' : 'create,delete',
      ]);
    }
    expect(actionsOn(plan, 'aws_appautoscaling_policy').join()).toMatch(/delete/);
    const [refused, ...others] = refusals(plan);
    expect(others).toEqual([]);
    expect(refused).toContain('aws_ssm_parameter.database_wish');
  });

  it('refuses at once, before anything is applied, all that would be lost under another name', async () => {
    const names = { two: 'three', queue: 'post', bucket: 'uploads', site: 'app', database: 'db' };
    const refused = refusals(await planOf({ names })).join('\n');
    for (const lost of [
      'ecr_repository.two',
      'log_group.two',
      'sqs_queue.mail',
      's3_bucket.files',
      's3_bucket.web',
    ]) {
      expect(refused).toMatch(new RegExp(`^[^\\n]*aws_(cloudwatch_)?${lost}_[^\\n]* would go`, 'm'));
    }
    expect(refused).toContain("formerly: '<name>'");
    expect(refused).toMatch(
      /aws_ssm_parameter\.database_wish\S* would go, and aws_ssm_parameter\.db_wish\S* come/,
    );
  });

  it('refuses a queue that becomes one in order, and a host that goes from one site to another', async () => {
    const plan = await planOf({
      queue: { fifo: true },
      site: { host: 'new.vinstraff.no' },
      more: siteAt('demo.vinstraff.no'),
    });
    const refused = refusals(plan).join('\n');
    expect(refused).toMatch(/aws_sqs_queue\.mail_queue_\S+ would be replaced/);
    expect(refused).toMatch(
      /demo\.vinstraff\.no would go from aws_cloudfront_distribution\.web_distribution/,
    );
  });

  it('changes in place what a person changes of a queue, a bucket, a site, a database and scaling', async () => {
    const plan = await planOf({
      queue: { handledWithin: '2 minutes', attempts: 5, retention: '2 days' },
      site: { host: 'new.vinstraff.no', fallback: 'none', contentSecurityPolicy: "default-src 'self'" },
      one: { scaling: { min: 2, max: 5, cpu: 60 }, logRetention: '30 days', drain: '30 seconds' },
    });
    expect(refusals(plan)).toEqual([]);
    const replaced = plan.filter(({ change }) => change.actions.length > 1).map(({ type }) => type);
    // A certificate is for its names, and there before the old one goes; a record that proves it is for its name.
    expect(new Set(replaced)).toEqual(
      new Set(['aws_acm_certificate', 'aws_acm_certificate_validation', 'aws_ecs_task_definition']),
    );
  });

  const exchanged = { one: { host: 'b.grades.no' }, two: { host: 'a.grades.no' } };

  it('exchanges the hosts of two services in two rules, and in nothing else', async () => {
    const plan = await planOf(exchanged);
    expect(actionsOn(plan, 'aws_lb_listener_rule')).toEqual(['update', 'update']);
    expect(plan).toHaveLength(2);
    await terraform.apply();
    expect(await terraform.plan()).toEqual([]);
  });

  it('keeps images, log and hosts of a service that gets another name, and leads its host there once it is healthy', async () => {
    const plan = await planOf({
      ...exchanged,
      names: { two: 'three' },
      two: { ...exchanged.two, formerly: 'two' },
    });
    expect(refusals(plan)).toEqual([]);
    expect(addressesIn(plan).filter((address) => /ecr|log_group|route53/.test(address))).toEqual([]);
    expect(actionsOn(plan, 'aws_lb_listener_rule')).toEqual(['create', 'delete', 'update']);

    const before = requests().length;
    await terraform.apply();
    const sent = requests().slice(before);
    const [made, led, gone] = ['CreateService', 'ModifyRule', 'DeleteService'].map((action) =>
      sent.indexOf(action),
    );
    expect(made).toBeGreaterThanOrEqual(0);
    expect(led).toBeGreaterThan(made!);
    expect(gone).toBeGreaterThan(led!);
    expect(await terraform.plan()).toEqual([]);
  });

  const setFact = (fact: string, value = '') =>
    aws.ssm.send(
      new PutParameterCommand({
        Name: `/platform/prod/${fact}`,
        Type: 'String',
        Value: value,
        Overwrite: true,
      }),
    );

  /** The actions of all requests that Terraform sent, in their order. */
  const requests = () =>
    readFileSync(join(dir, 'local-aws', 'requests.log'), 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[3] ?? '');
});
