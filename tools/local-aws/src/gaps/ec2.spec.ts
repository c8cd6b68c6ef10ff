import { autoScalingGroups, autoScalingLifecycleHooks } from './auto-scaling';
import { instanceRefreshes } from './instance-refreshes';
import { launchTemplateTags } from './launch-templates';
import { listenerCertificates } from './listener-certificates';
import { securityGroupRuleDescriptions } from './security-group-rules';
import { queryRequest, recordedMoto, send } from './testing/recorded-moto';

describe('launch templates', () => {
  const specification = (type: string) =>
    `<item><resourceType>${type}</resourceType><tagSet><item><key>a</key><value>b</value></item><item><key>c</key><value>d</value></item></tagSet></item>`;
  const template = (...types: string[]) =>
    `<launchTemplateData><tagSpecificationSet>${types.map(specification).join('')}</tagSpecificationSet></launchTemplateData>`;
  const describeIt = queryRequest('ec2', 'DescribeLaunchTemplateVersions');

  it('lose the tag specification of the template itself, and no other', async () => {
    const answer = await send(
      [launchTemplateTags()],
      recordedMoto(template('instance', 'launch-template', 'volume')),
      describeIt,
    );
    expect(answer.xml).toBe(template('instance', 'volume'));
  });

  it('have no tag specifications when that was the only one', async () => {
    const answer = await send([launchTemplateTags()], recordedMoto(template('launch-template')), describeIt);
    expect(answer.xml).toBe('<launchTemplateData></launchTemplateData>');
  });
});

describe('Auto Scaling groups', () => {
  const groups = (inner: string) => `<R><AutoScalingGroups>${inner}</AutoScalingGroups></R>`;
  const member = (name: string, more = '') =>
    `<member><AutoScalingGroupName>${name}</AutoScalingGroupName><Instances><member><InstanceId>i-1</InstanceId></member></Instances>${more}</member>`;

  it('keep the settings that moto forgets, each group its own', async () => {
    const create = queryRequest('autoscaling', 'CreateAutoScalingGroup', {
      AutoScalingGroupName: 'a',
      DefaultInstanceWarmup: '60',
      'InstanceMaintenancePolicy.MinHealthyPercentage': '100',
      'InstanceMaintenancePolicy.MaxHealthyPercentage': '200',
    });
    const moto = recordedMoto('<R/>', groups(member('a') + member('b')));
    const answer = await send(
      [autoScalingGroups()],
      moto,
      create,
      queryRequest('autoscaling', 'DescribeAutoScalingGroups'),
    );
    const kept =
      '<InstanceMaintenancePolicy><MinHealthyPercentage>100</MinHealthyPercentage><MaxHealthyPercentage>200</MaxHealthyPercentage>' +
      '</InstanceMaintenancePolicy><DefaultInstanceWarmup>60</DefaultInstanceWarmup>';
    expect(answer.xml).toContain(`${kept}<AutoScalingGroupName>a</AutoScalingGroupName>`);
    expect(answer.xml.split('DefaultInstanceWarmup')).toHaveLength(3);
    expect(answer.xml).toContain(member('b'));
  });

  it('have hooks that tell only whom they were told to tell', async () => {
    const hook = '<AutoScalingGroupName>a</AutoScalingGroupName><LifecycleHookName>drain</LifecycleHookName>';
    const invented = '<NotificationTargetARN>arn:x</NotificationTargetARN><RoleARN>arn:y</RoleARN>';
    const put = (more: Record<string, string>) =>
      queryRequest('autoscaling', 'PutLifecycleHook', {
        AutoScalingGroupName: 'a',
        LifecycleHookName: 'drain',
        ...more,
      });
    const describeIt = queryRequest('autoscaling', 'DescribeLifecycleHooks');
    const recorded = `<R><member>${hook}${invented}</member></R>`;
    const silent = await send(
      [autoScalingLifecycleHooks()],
      recordedMoto('<R/>', recorded),
      put({}),
      describeIt,
    );
    expect(silent.xml).toBe(`<R><member>${hook}</member></R>`);
    const telling = put({ RoleARN: 'arn:role' });
    const told = await send(
      [autoScalingLifecycleHooks()],
      recordedMoto('<R/>', recorded),
      telling,
      describeIt,
    );
    expect(told.xml).toBe(`<R><member>${hook}<RoleARN>arn:role</RoleARN></member></R>`);
  });
});

describe('instance refreshes', () => {
  const of = (action: string, group: string) =>
    queryRequest('autoscaling', action, { AutoScalingGroupName: group });

  it('have ended well at once, each group its own, and cannot be cancelled any more', async () => {
    const gaps = [instanceRefreshes()];
    const started = await send(gaps, recordedMoto(), of('StartInstanceRefresh', 'a'));
    const [, id = 'none'] = /<InstanceRefreshId>(.+)<\/InstanceRefreshId>/.exec(started.xml) ?? [];
    const described = await send(gaps, recordedMoto(), of('DescribeInstanceRefreshes', 'a'));
    expect(described.xml).toContain(`<member><InstanceRefreshId>${id}</InstanceRefreshId>`);
    expect(described.xml).toContain('<Status>Successful</Status>');
    const other = await send(gaps, recordedMoto(), of('DescribeInstanceRefreshes', 'b'));
    expect(other.xml).toContain('<InstanceRefreshes></InstanceRefreshes>');
    const cancelled = await send(gaps, recordedMoto(), of('CancelInstanceRefresh', 'a'));
    expect(cancelled.status).toBe(400);
    expect(cancelled.xml).toContain('<Code>ActiveInstanceRefreshNotFound</Code>');
  });
});

describe('certificates of a listener', () => {
  const about = (action: string, ...arns: string[]) =>
    queryRequest('elasticloadbalancing', action, {
      ListenerArn: 'arn:listener',
      ...Object.fromEntries(
        arns.map((arn, index) => [`Certificates.member.${index + 1}.CertificateArn`, arn]),
      ),
    });
  const asked = async (...requests: ReturnType<typeof queryRequest>[]) => {
    const moto = recordedMoto(...Array(9).fill('<R/>'));
    await send([listenerCertificates()], moto, ...requests);
    return moto.asked.map(({ action, body }) =>
      [action, ...body.toString().matchAll(/Arn=(arn\w*%3A\w+)/g)].map(String),
    );
  };
  const add = about('AddListenerCertificates', 'arn:b', 'arn:c');

  it('that were added are there again after its own one was changed', async () => {
    const requests = await asked(
      add,
      about('RemoveListenerCertificates', 'arn:c'),
      about('ModifyListener', 'arn:d'),
    );
    expect(requests).toHaveLength(4);
    const [action, listener, certificate, ...others] = requests.at(-1) ?? [];
    expect(action).toBe('AddListenerCertificates');
    expect(listener).toContain('arn%3Alistener');
    expect(certificate).toContain('arn%3Ab');
    expect(others).toEqual([]);
  });

  it('are left alone where it keeps its own, has no others, or is another listener', async () => {
    expect(await asked(add, about('ModifyListener'))).toHaveLength(2);
    expect(await asked(about('ModifyListener', 'arn:d'))).toHaveLength(1);
    expect(await asked(add, about('DeleteListener'), about('ModifyListener', 'arn:d'))).toHaveLength(3);
  });
});

describe('security group rules', () => {
  const rule = (id: string, port: number, more = '') =>
    `<item>${more}<securityGroupRuleId>${id}</securityGroupRuleId><ipProtocol>tcp</ipProtocol><fromPort>${port}</fromPort><toPort>${port}</toPort>` +
    '<referencedGroupInfo><groupId>sg-2</groupId></referencedGroupInfo><tagSet><item><key>a</key></item></tagSet></item>';
  const set = (...rules: string[]) => `<R><securityGroupRuleSet>${rules.join('')}</securityGroupRuleSet></R>`;
  const permission = (number: number, port: string, description: string) => ({
    [`IpPermissions.${number}.IpProtocol`]: 'tcp',
    [`IpPermissions.${number}.FromPort`]: port,
    [`IpPermissions.${number}.ToPort`]: port,
    [`IpPermissions.${number}.Groups.1.GroupId`]: 'sg-2',
    [`IpPermissions.${number}.Groups.1.Description`]: description,
  });

  it('keep the description each was made with', async () => {
    const moto = recordedMoto(
      set(rule('sgr-1', 1), rule('sgr-2', 2)),
      set(rule('sgr-2', 2), rule('sgr-1', 1)),
    );
    const authorize = queryRequest('ec2', 'AuthorizeSecurityGroupIngress', {
      ...permission(1, '1', 'one & only'),
      ...permission(2, '2', 'two'),
    });
    const answer = await send(
      [securityGroupRuleDescriptions()],
      moto,
      authorize,
      queryRequest('ec2', 'DescribeSecurityGroupRules'),
    );
    const described = (text: string) => `<description>${text}</description>`;
    expect(answer.xml).toBe(
      set(rule('sgr-2', 2, described('two')), rule('sgr-1', 1, described('one &amp; only'))),
    );
  });
});
