import { autoScalingGroups, autoScalingLifecycleHooks } from './auto-scaling';
import { launchTemplateTags } from './launch-templates';
import { securityGroupRuleDescriptions } from './security-group-rules';
import { queryRequest, recordedMoto, send } from './testing';

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
