import { pathOf, withBody } from '../proxy/aws-request';
import { jsonOf, objectsIn, text } from '../proxy/json';
import { accountId } from '../proxy/account';
import { Gap } from './gap';

/** Identities of SES keep the tags they were made with. */
export function sesIdentityTags(): Gap {
  return {
    name: 'SES identities: tags',
    reason:
      'moto forgets the tags that CreateEmailIdentity sends, so every plan adds them; TagResource keeps them.',
    handles: (request) =>
      request.service === 'ses' && request.method === 'POST' && pathOf(request) === '/v2/email/identities',
    async fill(request, next) {
      const answer = await next(request);
      const body = jsonOf(request);
      const tags = objectsIn(body['Tags']);
      if (answer.status === 200 && tags.length > 0) {
        const identity = text(body['EmailIdentity']) ?? '';
        const ResourceArn = `arn:aws:ses:${request.region}:${accountId}:identity/${identity}`;
        await next(
          withBody({ ...request, url: '/v2/email/tags' }, JSON.stringify({ ResourceArn, Tags: tags })),
        );
      }
      return answer;
    },
  };
}
