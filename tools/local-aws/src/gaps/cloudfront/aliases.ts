import { AwsAnswer, AwsRequest, pathOf, withBody } from '../../proxy/aws-request';
import { contentOf, mapElements, xmlAnswer } from '../../proxy/xml';
import { Gap, Next } from '../gap';

const path = /^\/2020-05-31\/distribution(?:\/([^/]+))?(?:\/config)?$/;
/** Gives an alias of one distribution to another. */
export const associateAlias = /^\/2020-05-31\/distribution\/([^/]+)\/associate-alias$/;

/** A name is the alias of one distribution. */
export function cloudFrontAliases(): Gap {
  const known = new Map<string, readonly string[]>();
  return {
    name: 'CloudFront distributions: aliases',
    reason:
      'moto gives an alias to any number of distributions, where CloudFront gives it to one of the whole world: a host ' +
      'that goes from one site to another in one deploy would succeed here and fail in AWS. It does not know how a ' +
      'distribution is given the alias of another.',
    handles: (request) =>
      request.service === 'cloudfront' && [path, associateAlias].some((each) => each.test(pathOf(request))),
    async fill(request, next) {
      const target = associateAlias.exec(pathOf(request))?.[1];
      if (target !== undefined) return move(request, target, known, next);
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

/** Takes an alias off the distribution that has it, and gives it to another. */
async function move(
  request: AwsRequest,
  target: string,
  known: Map<string, readonly string[]>,
  next: Next,
): Promise<AwsAnswer> {
  const alias = new URLSearchParams(request.url.split('?')[1]).get('Alias') ?? '';
  const source = [...known].find(([, of]) => of.includes(alias))?.[0];
  const become = async (id: string, aliases: readonly string[]) => {
    const answer = await changeAliases(request, id, aliases, next);
    if (answer.status < 300) known.set(id, aliases);
    return answer;
  };
  const answer = await become(target, [...new Set([...(known.get(target) ?? []), alias])]);
  if (answer.status >= 300) return answer;
  // Only now, so that whoever reads meanwhile finds no moment at which nobody has it.
  if (source !== undefined && source !== target) {
    const left = known.get(source)?.filter((each) => each !== alias) ?? [];
    await become(source, left);
  }
  return xmlAnswer('');
}

async function changeAliases(
  request: AwsRequest,
  id: string,
  aliases: readonly string[],
  next: Next,
): Promise<AwsAnswer> {
  const url = `/2020-05-31/distribution/${id}/config`;
  const read = await next(withBody({ ...request, method: 'GET', url }, ''));
  if (read.status >= 300) return read;
  const items = aliases.map((alias) => `<CNAME>${alias}</CNAME>`).join('');
  const changed = mapElements(
    read.body.toString(),
    'Aliases',
    () => `<Aliases><Quantity>${aliases.length}</Quantity><Items>${items}</Items></Aliases>`,
  );
  const headers = { ...request.headers, 'if-match': read.headers['etag'] ?? '' };
  return next(withBody({ ...request, method: 'PUT', url, headers }, changed));
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
