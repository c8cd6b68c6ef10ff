import { formOf } from '../proxy/aws-request';
import { childrenOf, contentOf, escapeXml, inside, layOver, mapElements, mapXml } from '../proxy/xml';
import { actions, Gap } from './gap';

/** Rules that admit another security group keep their description. */
export function securityGroupRuleDescriptions(): Gap {
  const descriptions = new Map<string, string>();
  return {
    name: 'EC2 security group rules: descriptions',
    reason:
      'moto forgets the description of a rule whose source is another security group: every plan sets it again.',
    handles: actions(
      'ec2',
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'ModifySecurityGroupRules',
      'DescribeSecurityGroupRules',
    ),
    async fill(request, next) {
      const form = formOf(request.body);
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      for (const [name, id] of form) {
        const changed = /^(SecurityGroupRule\.\d+)\.SecurityGroupRuleId$/.exec(name)?.[1];
        if (changed) descriptions.set(id, form.get(`${changed}.SecurityGroupRule.Description`) ?? '');
      }
      return mapXml(answer, (xml) =>
        mapElements(xml, 'securityGroupRuleSet', (set) => {
          const rules = childrenOf(inside(set)).map(({ whole: rule }) => {
            const id = contentOf(rule, 'securityGroupRuleId') ?? '';
            const sent = descriptionSentFor(rule, form);
            if (sent !== undefined) descriptions.set(id, sent);
            const known = descriptions.get(id);
            if (!known) return rule;
            return `<item>${layOver(inside(rule), `<description>${escapeXml(known)}</description>`)}</item>`;
          });
          return `<securityGroupRuleSet>${rules.join('')}</securityGroupRuleSet>`;
        }),
      );
    },
  };
}

/** Finds, among the permissions that were asked for, the one that became this rule. */
function descriptionSentFor(rule: string, form: URLSearchParams): string | undefined {
  const source = contentOf(contentOf(rule, 'referencedGroupInfo') ?? '', 'groupId');
  if (source === undefined) return undefined;
  const same = (permission: string, field: string, element: string) =>
    (form.get(`${permission}.${field}`) ?? '-1') === (contentOf(rule, element) ?? '-1');
  for (const [name, groupId] of form) {
    const [, pair, permission] = /^((IpPermissions\.\d+)\.Groups\.\d+)\.GroupId$/.exec(name) ?? [];
    if (permission === undefined || groupId !== source) continue;
    const isThis =
      same(permission, 'IpProtocol', 'ipProtocol') &&
      same(permission, 'FromPort', 'fromPort') &&
      same(permission, 'ToPort', 'toPort');
    if (isThis) return form.get(`${pair}.Description`) ?? undefined;
  }
  return undefined;
}
