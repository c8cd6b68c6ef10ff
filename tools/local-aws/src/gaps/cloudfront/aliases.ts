import { AwsAnswer, AwsRequest, pathOf } from '../../proxy/aws-request';
import { contentOf, xmlAnswer } from '../../proxy/xml';
import { Gap } from '../gap';

const path = /^\/2020-05-31\/distribution(?:\/([^/]+))?(?:\/config)?$/;

/** A name is the alias of one distribution. */
export function cloudFrontAliases(): Gap {
  const known = new Map<string, readonly string[]>();
  return {
    name: 'CloudFront distributions: aliases',
    reason:
      'moto gives an alias to any number of distributions, where CloudFront gives it to one of the whole world: a host ' +
      'that goes from one site to another in one deploy would succeed here and fail in AWS.',
    handles: (request) => request.service === 'cloudfront' && path.test(pathOf(request)),
    async fill(request, next) {
      const aliases = aliasesIn(request);
      const id = path.exec(pathOf(request))?.[1];
      const taken = [...known].some(
        ([other, of]) => other !== id && of.some((alias) => aliases?.includes(alias)),
      );
      if (taken) return refused();
      const answer = await next(request);
      if (answer.status >= 300) return answer;
      const of = id ?? contentOf(answer.body.toString(), 'Id');
      if (of !== undefined && request.method === 'DELETE') known.delete(of);
      else if (of !== undefined && aliases) known.set(of, aliases);
      return answer;
    },
  };
}

/** The aliases of the configuration that is sent; nothing where none is. */
function aliasesIn({ body }: AwsRequest): string[] | undefined {
  const config = contentOf(body.toString(), 'DistributionConfig');
  if (config === undefined) return undefined;
  return [...(contentOf(config, 'Aliases') ?? '').matchAll(/<CNAME>([^<]*)<\/CNAME>/g)].map(
    ([, name = '']) => name,
  );
}

/** As CloudFront says it. */
function refused(): AwsAnswer {
  return xmlAnswer(
    '<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>' +
      '<Code>CNAMEAlreadyExists</Code><Message>One or more of the CNAMEs you provided are already associated with a ' +
      'different resource.</Message></Error></ErrorResponse>',
    409,
  );
}
