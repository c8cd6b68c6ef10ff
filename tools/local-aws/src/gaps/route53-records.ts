import { AwsAnswer, AwsRequest, pathOf, withBody } from '../proxy/aws-request';
import { contentOf, escapeXml, inside, mapElements, xmlAnswer } from '../proxy/xml';
import { Gap, Next } from './gap';

const path = /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset\/?$/;

/** A record is created once. */
export function route53Records(): Gap {
  return {
    name: 'Route 53 records: created once',
    reason:
      'moto makes a second record of the same name and type, where Route 53 refuses to: a deploy that takes over what ' +
      'another stack or another address has would succeed here and fail in AWS.',
    handles: (request) =>
      request.service === 'route53' && request.method === 'POST' && path.test(pathOf(request)),
    async fill(request, next) {
      const body = request.body.toString();
      for (const change of wholes(body, 'Change')) {
        if (contentOf(change, 'Action') !== 'CREATE') continue;
        const record = recordIn(change);
        if (await exists(record, request, next)) return refused(record);
      }
      // It is not there; and moto, which looks into its journal, would at times say that it is.
      return next(withBody(request, body.replaceAll('<Action>CREATE<', '<Action>UPSERT<')));
    },
  };
}

interface RecordName {
  readonly name: string;
  readonly type: string;
  readonly identifier?: string;
}

function recordIn(xml: string): RecordName {
  const name = contentOf(xml, 'Name') ?? '';
  return {
    name: name.endsWith('.') ? name : `${name}.`,
    type: contentOf(xml, 'Type') ?? '',
    identifier: contentOf(xml, 'SetIdentifier'),
  };
}

async function exists(record: RecordName, request: AwsRequest, next: Next): Promise<boolean> {
  const query = new URLSearchParams({ name: record.name, type: record.type });
  const list = { ...request, method: 'GET', url: `${pathOf(request).replace(/\/$/, '')}?${query}` };
  const answer = await next(withBody(list, ''));
  return wholes(answer.body.toString(), 'ResourceRecordSet')
    .map((whole) => recordIn(inside(whole)))
    .some(
      (each) =>
        each.name === record.name && each.type === record.type && each.identifier === record.identifier,
    );
}

/** As Route 53 says it. */
function refused({ name, type }: RecordName): AwsAnswer {
  const message = `[Tried to create resource record set [name='${name}', type='${type}'] but it already exists]`;
  return xmlAnswer(
    '<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Sender</Type>' +
      `<Code>InvalidChangeBatch</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
    400,
  );
}

function wholes(xml: string, element: string): string[] {
  const found: string[] = [];
  mapElements(xml, element, (whole) => {
    found.push(whole);
    return whole;
  });
  return found;
}
