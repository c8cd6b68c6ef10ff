import { formOf } from '../../proxy/aws-request';
import { escapeXml, mapElements, mapXml } from '../../proxy/xml';
import { actions, Gap } from '../gap';

interface Parameter {
  value: string;
  method: string;
}

/** The parameters that were set in a database's parameter group. */
export function rdsParameterGroups(): Gap {
  const groups = new Map<string, Map<string, Parameter>>();
  return {
    name: 'RDS parameter groups',
    reason: 'moto keeps the parameters of a group to itself: every plan sets them again.',
    handles: actions(
      'rds',
      ...['Modify', 'Reset', 'Delete'].map((verb) => `${verb}DBParameterGroup`),
      'DescribeDBParameters',
    ),
    async fill(request, next) {
      const form = formOf(request.body);
      const key = `${request.region}/${form.get('DBParameterGroupName')}`;
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const group = groups.get(key) ?? new Map<string, Parameter>();
      if (request.action === 'DeleteDBParameterGroup') groups.delete(key);
      if (request.action === 'ModifyDBParameterGroup') {
        for (const [name, parameter] of parametersIn(form)) group.set(name, parameter);
        groups.set(key, group);
      }
      if (request.action === 'ResetDBParameterGroup') {
        if (form.get('ResetAllParameters') === 'true') group.clear();
        for (const [name] of parametersIn(form)) group.delete(name);
      }
      if (request.action !== 'DescribeDBParameters') return answer;
      return mapXml(answer, (xml) =>
        mapElements(xml, 'Parameters', () => `<Parameters>${[...group].map(asXml).join('')}</Parameters>`),
      );
    },
  };
}

function parametersIn(form: URLSearchParams): [string, Parameter][] {
  return [...form].flatMap(([field, name]) => {
    const [, prefix] = /^(Parameters\.(?:Parameter|member)\.\d+)\.ParameterName$/.exec(field) ?? [];
    if (prefix === undefined) return [];
    const value = form.get(`${prefix}.ParameterValue`) ?? '';
    return [[name, { value, method: form.get(`${prefix}.ApplyMethod`) ?? 'immediate' }]];
  });
}

function asXml([name, { value, method }]: [string, Parameter]): string {
  return (
    `<Parameter><ParameterName>${escapeXml(name)}</ParameterName><ParameterValue>${escapeXml(value)}</ParameterValue>` +
    `<ApplyMethod>${escapeXml(method)}</ApplyMethod><Source>user</Source><IsModifiable>true</IsModifiable></Parameter>`
  );
}
