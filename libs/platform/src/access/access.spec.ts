import { InfraStack, notForwarded } from '@dotkom/stack';
import { jsonOf, onlyResource, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { IamStatement, stackWith, statementsOf } from '../testing';
import { DatabaseTunnel } from './database-tunnel';
import { SessionPolicies } from './session-policies';
import { Sessions } from './sessions';

const name = 'platform-test';
const sessions = (scope: InfraStack) =>
  new Sessions(scope, 'sessions', {
    name,
    roleNames: { nat: 'platform-test-nat', nodes: 'platform-test-nodes' },
    forwardTo: notForwarded,
  });
const tunnel = (scope: InfraStack) =>
  new DatabaseTunnel(scope, 'tunnel', { name, host: 'db.example.internal', port: 5432 });

const withSessions = stackWith(sessions);
const withTunnel = stackWith(tunnel);
const documentIn = (stack: SynthesisedStack) => onlyResource(stack, 'aws_ssm_document');
const contentIn = (stack: SynthesisedStack) => jsonOf(documentIn(stack)['content']);
const withPolicies = stackWith((scope) => new SessionPolicies(scope, 'sessions', name));
const account = /\$\{data\.aws_caller_identity\.\w+\.account_id\}/;

describe.each([
  ['a shell', withSessions, 'platform-test-session', ['node', 'nat']],
  ['the tunnel', withTunnel, 'platform-test-tunnel', ['nat']],
])('who may have %s', (_what, stack, policyName, roles) => {
  const policy = resources(withPolicies, 'aws_iam_policy').find((each) => each['name'] === policyName) ?? {};
  const grants = statementsOf(policy);
  const starts = grants.filter(({ Action }) => Action.includes('ssm:StartSession'));
  const onInstances = starts.filter(({ Resource }) => Resource.some((each) => each.includes(':instance/')));

  it('is said by a managed policy, which nobody has by itself', () => {
    expect(policy['path']).toBe('/people/');
    expect(Object.keys(withPolicies.resource)).toEqual(['aws_iam_policy']);
  });

  it('is not said by the stack of the platform, whose deploy could then change it', () =>
    expect(resources(stack, 'aws_iam_policy')).toEqual([]));

  it('reaches the instances of this platform alone, by both of their tags', () => {
    expect(onInstances.map(({ Condition }) => Condition?.['StringEquals'])).toEqual(
      expect.arrayContaining(
        roles.map((role) => ({
          'ssm:resourceTag/platform:role': role,
          'ssm:resourceTag/Name': `platform-test-${role}`,
        })),
      ),
    );
    expect(onInstances).toHaveLength(roles.length);
  });

  it('gets no other session by leaving the document out', () => {
    for (const { Condition } of onInstances) {
      expect(Condition?.['BoolIfExists']).toEqual({ 'ssm:SessionDocumentAccessCheck': 'true' });
    }
  });

  it('uses the one document, and nothing of AWS', () => {
    const others = starts.filter((each) => !onInstances.includes(each));
    expect(others.map(({ Resource }) => Resource)).toEqual([
      [expect.stringMatching(new RegExp(`:document/${documentIn(stack)['name']}$`))],
    ]);
  });

  it('ends and resumes own sessions only, and the variable is left for IAM to fill in', () => {
    const [end] = grants.filter(({ Sid }) => Sid === 'EndOwnSession');
    expect(end?.Action).toEqual(['ssm:ResumeSession', 'ssm:TerminateSession']);
    expect(end?.Condition).toEqual({
      StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '$${aws:userid}' },
    });
    const [talk] = grants.filter(({ Sid }) => Sid === 'TalkInOwnSession');
    expect(talk?.Resource).toEqual([expect.stringMatching(/:session\/\$\$\{aws:userid\}-\*$/)]);
  });

  it('may do nothing else', () => {
    const actions = new Set(grants.flatMap(({ Action }) => Action));
    expect([...actions].sort()).toEqual([
      'ec2:DescribeInstances',
      'ssm:ResumeSession',
      'ssm:StartSession',
      'ssm:TerminateSession',
      'ssmmessages:OpenDataChannel',
    ]);
    expect(grants.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
  });

  it('may do so in this account alone', () => {
    const narrow = grants.flatMap(({ Resource }) => Resource).filter((each) => each.startsWith('arn:'));
    expect(narrow.length).toBeGreaterThan(1);
    for (const arn of narrow) expect(arn).toMatch(account);
  });
});

describe('a shell', () => {
  const { inputs, sessionType } = contentIn(withSessions);

  it('is logged as it happens, in a log that ends', () => {
    const log = onlyResource(withSessions, 'aws_cloudwatch_log_group');
    expect(sessionType).toBe('Standard_Stream');
    expect(referred(withSessions, inputs.cloudWatchLogGroupName)).toBe(log);
    expect(inputs.cloudWatchStreamingEnabled).toBe(true);
    expect(log['retention_in_days']).toBe(90);
  });

  it('is forwarded where there is a destination, and plans nothing to forward where there is none', () => {
    expect(resources(withSessions, 'aws_cloudwatch_log_subscription_filter')).toEqual([]);
    const forwarded = stackWith((scope) => {
      const forwardTo = 'arn:aws:logs:eu-north-1:123456789012:destination:logs';
      new Sessions(scope, 'sessions', { name, roleNames: {}, forwardTo });
    });
    expect(onlyResource(forwarded, 'aws_cloudwatch_log_subscription_filter')['destination_arn']).toMatch(
      /^arn:/,
    );
  });

  it('ends when nobody does anything in it', () => {
    expect(inputs.idleSessionTimeout).toBe('20');
  });

  it('has a document of its own, and leaves the one of the whole account alone', () => {
    expect(documentIn(withSessions)).toMatchObject({ name: 'platform-test-shell', document_type: 'Session' });
  });
});

describe('the instances', () => {
  const policies = resources(withSessions, 'aws_iam_role_policy');
  const grants: IamStatement[] = policies.flatMap((each) => statementsOf(each));

  it('write the log of sessions, each by its role', () => {
    expect(policies.map(({ role }) => role).sort()).toEqual(['platform-test-nat', 'platform-test-nodes']);
    const log = onlyResource(withSessions, 'aws_cloudwatch_log_group');
    for (const { Resource } of grants.filter(({ Sid }) => Sid === 'LogSessions')) {
      expect(Resource.map((each) => referred(withSessions, each.replace(/:\*$/, '')))).toEqual([log, log]);
    }
  });

  it('can neither read what was logged nor remove it', () => {
    expect([...new Set(grants.flatMap(({ Action }) => Action))].sort()).toEqual([
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ]);
  });
});

describe('the tunnel', () => {
  const { sessionType, properties, parameters } = contentIn(withTunnel);

  it('leads to the database and nowhere else: only the port of the own machine can be chosen', () => {
    expect(sessionType).toBe('Port');
    expect(properties).toEqual({
      type: 'LocalPortForwarding',
      host: 'db.example.internal',
      portNumber: '5432',
      localPortNumber: '{{ localPortNumber }}',
    });
    expect(Object.keys(parameters)).toEqual(['localPortNumber']);
  });

  it('takes a number for that port and nothing that could become more', () => {
    const allowed = new RegExp(parameters.localPortNumber.allowedPattern);
    expect(['0', '5432', '65535'].every((port) => allowed.test(port))).toBe(true);
    expect(['', '5432;ls', '-1', '5432\nhost', 'db'].some((port) => allowed.test(port))).toBe(false);
  });

  it('can lead to a host that is known only once it is made', () => {
    const later = stackWith((scope) => {
      new DatabaseTunnel(scope, 'tunnel', { name, host: '${aws_db_instance.main.address}', port: 5432 });
    });
    expect(contentIn(later).properties.host).toBe('${aws_db_instance.main.address}');
  });
});
