import { createHash } from 'node:crypto';
import { AwsRequest, formOf, withForm } from '../../proxy/aws-request';
import { contentOf, layOver, mapElements, mapXml } from '../../proxy/xml';
import { actions, Gap } from '../gap';

/** Every database instance has a resource id of its own, and is found by it. */
export function rdsResourceIds(): Gap {
  const identifiers = new Map<string, string>();
  return {
    name: 'RDS instances: resource ids',
    reason:
      'moto gives all instances one and the same resource id, by which the provider knows them: two servers would be one, ' +
      'and one that was made anew would pass for the one before.',
    handles: actions(
      'rds',
      'CreateDBInstance',
      'ModifyDBInstance',
      'DeleteDBInstance',
      'DescribeDBInstances',
    ),
    async fill(request, next) {
      const answer = await next(byIdentifier(request, identifiers));
      return mapXml(answer, (xml) =>
        mapElements(xml, 'DBInstance', (whole) => {
          const instance = contentOf(whole, 'DBInstance') ?? '';
          const id = resourceId(instance);
          identifiers.set(id, contentOf(instance, 'DBInstanceIdentifier') ?? '');
          return `<DBInstance>${layOver(instance, `<DbiResourceId>${id}</DbiResourceId>`)}</DBInstance>`;
        }),
      );
    },
  };
}

/** `db-` and 26 characters: another one for each instance, also for the next one of the same name. */
function resourceId(instance: string): string {
  const identity = ['DBInstanceIdentifier', 'InstanceCreateTime'].map((name) => contentOf(instance, name));
  const hash = createHash('sha256').update(identity.join(' ')).digest('hex');
  return `db-${hash.slice(0, 26).toUpperCase()}`;
}

/** The same question, where it asks by resource id, by the identifier that moto knows. */
function byIdentifier(request: AwsRequest, identifiers: ReadonlyMap<string, string>): AwsRequest {
  const form = formOf(request.body);
  const filter = [...form].find(([, value]) => value === 'dbi-resource-id')?.[0].replace(/\.Name$/, '');
  if (filter === undefined) return request;
  const [, id = ''] = [...form].find(([name]) => name.startsWith(`${filter}.Value`)) ?? [];
  for (const name of [...form.keys()]) if (name.startsWith(`${filter}.`)) form.delete(name);
  form.set('DBInstanceIdentifier', identifiers.get(id) ?? id);
  return withForm(request, form);
}
