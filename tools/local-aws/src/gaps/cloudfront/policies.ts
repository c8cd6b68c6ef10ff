import { randomUUID } from 'node:crypto';
import { AwsAnswer, AwsRequest, pathOf } from '../../proxy/aws-request';
import { contentOf, escapeXml, xmlAnswer } from '../../proxy/xml';
import { namedFailure } from '../missing-action';
import { Gap } from '../gap';

const path =
  /^\/2020-05-31\/(cache-policy|origin-request-policy|response-headers-policy)(?:\/([^/]+))?(\/config)?$/;
const elements: Record<string, string> = {
  'cache-policy': 'CachePolicy',
  'origin-request-policy': 'OriginRequestPolicy',
  'response-headers-policy': 'ResponseHeadersPolicy',
};

/** AWS's own policies that a site can name; their ids are the same in every account. */
const managed: Record<string, Record<string, string>> = {
  'cache-policy': {
    'Managed-CachingOptimized': '658327ea-f89d-4fab-a63d-7e88639e58f6',
    'Managed-CachingDisabled': '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  },
  'origin-request-policy': {
    'Managed-AllViewer': '216adef6-5c7f-47e4-b989-5492eafa07d3',
    'Managed-AllViewerExceptHostHeader': 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    'Managed-CORS-S3Origin': '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
  },
  'response-headers-policy': {
    'Managed-SimpleCORS': '60669652-455b-4ae9-85a4-c4c02393f86c',
    'Managed-SecurityHeadersPolicy': '67f7725c-6f97-4210-82d7-5512b31e9d03',
  },
};

interface Policy {
  id: string;
  kind: string;
  config: string;
  etag: string;
}

/** Cache, origin request and response headers policies: AWS's own, and those that stacks make. */
export function cloudFrontPolicies(): Gap {
  const policies = new Map<string, Policy>(
    Object.entries(managed).flatMap(([kind, names]) =>
      Object.entries(names).map(([name, id]) => [
        id,
        { id, kind, config: `<Name>${name}</Name><MinTTL>1</MinTTL>`, etag: `E${id}` },
      ]),
    ),
  );
  return {
    name: 'CloudFront policies',
    reason: 'moto lacks cache, origin request and response headers policies.',
    handles: (request) => request.service === 'cloudfront' && path.test(pathOf(request)),
    fill: (request) => Promise.resolve(answerFrom(policies, request)),
  };
}

function answerFrom(policies: Map<string, Policy>, request: AwsRequest): AwsAnswer {
  const [, kind = '', id, config] = path.exec(pathOf(request)) ?? [];
  const element = elements[kind] ?? '';
  if (id === undefined && request.method === 'GET') return list(policies, kind, request);

  const known = id === undefined ? undefined : policies.get(id);
  if (id !== undefined && known === undefined) {
    return { ...namedFailure(request, `There is no ${kind} ${id}.`, `NoSuch${element}`), status: 404 };
  }
  if (request.method === 'DELETE' && id !== undefined) {
    policies.delete(id);
    return xmlAnswer('', 204);
  }
  if (known && request.method === 'GET') return config ? bare(known) : whole(known);

  const policy: Policy = {
    id: known?.id ?? randomUUID(),
    kind,
    config: contentOf(request.body.toString(), `${element}Config`) ?? '',
    etag: `E${randomUUID()}`,
  };
  policies.set(policy.id, policy);
  return { ...whole(policy), status: known ? 200 : 201 };
}

function list(policies: Map<string, Policy>, kind: string, request: AwsRequest): AwsAnswer {
  const element = elements[kind] ?? '';
  const type = new URLSearchParams(request.url.split('?')[1]).get('Type');
  const isManaged = ({ id }: Policy) => Object.values(managed[kind] ?? {}).includes(id);
  const chosen = [...policies.values()]
    .filter((policy) => policy.kind === kind)
    .filter((policy) => type === null || (type === 'managed') === isManaged(policy));
  const items = chosen.map(
    (policy) =>
      `<${element}Summary><Type>${isManaged(policy) ? 'managed' : 'custom'}</Type>${inner(policy)}</${element}Summary>`,
  );
  return xmlAnswer(
    `<${element}List><MaxItems>100</MaxItems><Quantity>${items.length}</Quantity><Items>${items.join('')}</Items></${element}List>`,
  );
}

function whole(policy: Policy): AwsAnswer {
  return tagged(policy, inner(policy));
}

function inner({ id, kind, config }: Policy): string {
  const element = elements[kind] ?? '';
  return (
    `<${element}><Id>${escapeXml(id)}</Id><LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime>` +
    `<${element}Config>${config}</${element}Config></${element}>`
  );
}

function bare(policy: Policy): AwsAnswer {
  const element = elements[policy.kind] ?? '';
  return tagged(policy, `<${element}Config>${policy.config}</${element}Config>`);
}

function tagged({ etag }: Policy, xml: string): AwsAnswer {
  const answer = xmlAnswer(xml);
  return { ...answer, headers: { ...answer.headers, etag } };
}
