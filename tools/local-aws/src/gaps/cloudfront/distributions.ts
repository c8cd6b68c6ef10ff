import { AwsRequest, pathOf } from '../../proxy/aws-request';
import { childrenOf, contentOf, inside, layOver, mapElements, mapXml } from '../../proxy/xml';
import { Gap } from '../gap';
import { associateAlias } from './aliases';

const path = /^\/2020-05-31\/distribution(?:\/([^/]+))?(\/config)?$/;

/** Lists that CloudFront answers even when they are empty; the provider reads them without a look. */
const alwaysAnswered = ['Aliases', 'CacheBehaviors', 'CustomErrorResponses', 'OriginGroups']
  .map((name) => `<${name}><Quantity>0</Quantity></${name}>`)
  .join('');

/** A distribution's configuration comes back as it was sent. */
export function cloudFrontDistributions(): Gap {
  const sent = new Map<string, string>();
  return {
    name: 'CloudFront distributions',
    reason:
      'moto loses the origin access control, functions and policies of a distribution, and adds legacy ' +
      'forwarded_values and an ssl_support_method that nobody sent: the next plan shows them all. In a list it has no aliases and no comment, and is disabled.',
    // Who gives an alias to another distribution reads and writes both, which come this way.
    handles: (request) =>
      request.service === 'cloudfront' && [path, associateAlias].some((each) => each.test(pathOf(request))),
    async fill(request, next) {
      const answer = await next(request);
      if (isList(request)) return mapXml(answer, (xml) => asSent(xml, sent));
      const id = idIn(request) ?? contentOf(answer.body.toString(), 'Id');
      if (id === undefined || answer.status >= 300) return answer;
      if (request.method === 'DELETE') sent.delete(id);
      const config = contentOf(request.body.toString(), 'DistributionConfig');
      if (config !== undefined) sent.set(id, config);
      const known = sent.get(id);
      if (known === undefined) return answer;
      return mapXml(answer, (xml) =>
        mapElements(xml, 'DistributionConfig', (whole) => {
          const opening = /^<DistributionConfig[^>]*>/.exec(whole)?.[0] ?? '<DistributionConfig>';
          const filled = layOver(contentOf(whole, 'DistributionConfig') ?? '', known);
          return `${opening}${layOver(alwaysAnswered, filled)}</DistributionConfig>`;
        }),
      );
    },
  };
}

function idIn(request: AwsRequest): string | undefined {
  return path.exec(pathOf(request))?.[1];
}

function isList(request: AwsRequest): boolean {
  return request.method === 'GET' && idIn(request) === undefined;
}

/** What a list says of a distribution as it was sent. */
const listed = ['Aliases', 'Comment', 'Enabled'];

/** A list in which each distribution is as it was sent. */
function asSent(list: string, sent: ReadonlyMap<string, string>): string {
  return mapElements(list, 'DistributionSummary', (whole) => {
    const config = childrenOf(sent.get(contentOf(whole, 'Id') ?? '') ?? '');
    const own = config.filter(({ name }) => listed.includes(name)).map((child) => child.whole);
    return `<DistributionSummary>${layOver(inside(whole), own.join(''))}</DistributionSummary>`;
  });
}
