import { execFileSync } from 'node:child_process';
import { RecordedCall } from '@dotkom/local-aws';

/** One operation of a service that speaks REST: what its requests look like. */
export interface RestOperation {
  readonly name: string;
  readonly method: string;
  /** Path and query: `/{Bucket}/{Key+}?acl`. */
  readonly uri: string;
  /** What its query, and headers of AWS's own, must say. */
  readonly required: readonly string[];
}

/** The operations of services that speak REST, by the name that requests are signed with. */
export type RestModels = Readonly<Record<string, readonly RestOperation[]>>;

/**
 * As botocore calls them. Other services say in each request which operation it is. Two of S3's have operations of one name:
 * what is about the account is called as policies call it.
 */
const services = ['s3', 's3control', 'route53', 'cloudfront', 'lambda', 'scheduler', 'sesv2'];

const script = `
import json, sys
from botocore.loaders import Loader
models = {}
for service in sys.argv[1:]:
    model = Loader().load_service_model(service, 'service-2')
    of = model['metadata']
    operations = models.setdefault(of.get('signingName', of['endpointPrefix']), [])
    for name, operation in model['operations'].items():
        if operation.get('deprecated'): continue
        http = operation['http']
        shape = model['shapes'][operation['input']['shape']] if 'input' in operation else {}
        members = [shape['members'][member] for member in shape.get('required', []) if 'locationName' in shape['members'][member]]
        if service == 's3control': name = name.replace('PublicAccessBlock', 'AccountPublicAccessBlock')
        operations.append({
            'name': name, 'method': http['method'], 'uri': http['requestUri'],
            'required': [each['locationName'] for each in members if each.get('location') == 'querystring' or each['locationName'].startswith('x-amz-')],
        })
print(json.dumps(models))
`;

/** AWS's own models of its REST services, from the library that the emulator is built on. */
export function restModels(python: string): RestModels {
  return JSON.parse(
    execFileSync(python, ['-c', script, ...services], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  );
}

/** Which operation a request is, and what its path and query say; nothing where there is no such operation. */
export function restOperation(
  operations: readonly RestOperation[],
  { method, url, headers }: Pick<RecordedCall, 'method' | 'url' | 'headers'>,
): { name: string; parameters: Record<string, string> } | undefined {
  const [path = '', query = ''] = url.replace(/^https?:\/\/[^/]*/, '').split('?', 2);
  const given = new URLSearchParams(query);
  const fitting = operations.flatMap((operation) => {
    if (operation.method !== method) return [];
    const [template = '', flags = ''] = operation.uri.split('?', 2);
    const found = pattern(template).exec(path);
    const asked = [...new URLSearchParams(flags)];
    const names = operation.required.map((name) => name.toLowerCase());
    if (
      !names.every((name) => [...given.keys()].some((each) => each.toLowerCase() === name) || name in headers)
    )
      return [];
    if (
      !found ||
      !asked.every(([name, value]) => given.has(name) && (value === '' || given.get(name) === value))
    )
      return [];
    const named = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    const literal = template.replace(/\{[^}]*\}/g, '').length;
    return [
      {
        name: operation.name,
        parameters: Object.fromEntries([...given, ...named]),
        weight: [asked.length + operation.required.length, literal] as const,
      },
    ];
  });
  fitting.sort((one, other) => other.weight[0] - one.weight[0] || other.weight[1] - one.weight[1]);
  return fitting[0];
}

/** `{Name}` is one segment of a path, and `{Name+}` any number; S3 leaves a slash at the end of a bucket. */
function pattern(template: string): RegExp {
  const parts = template.split(/(\{[^}]*\})/).map((part) => {
    const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
    if (name) return `(?<${name}>${greedy ? '.+' : '[^/]+'})`;
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('').replace(/\/$/, '')}/?$`);
}
