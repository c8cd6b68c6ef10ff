import { AwsAnswer, AwsRequest, nameOf } from '../proxy/aws-request';
import { escapeXml } from '../proxy/xml';
import { Gap } from './gap';

/** The error code of an action nobody has filled in; no SDK retries it. */
export const missingActionCode = 'LocalAwsMissingAction';

/** Names what moto cannot do at once, where a client would otherwise retry for ten minutes. */
export function missingAction(onMissing: (message: string) => void = () => {}): Gap {
  return {
    name: 'an action moto lacks, or fails in',
    reason:
      'moto answers 500 (or 404) with an HTML page, and the provider retries it some 25 times with growing waits: ' +
      'it looks like a hang of ten minutes. It becomes an immediate error that names service and action.',
    handles: () => true,
    async fill(request, next) {
      const answer = await next(request);
      if (!isHtmlFailure(answer) || isMissingObject(request, answer)) return answer;
      const message =
        `The local AWS cannot do "${nameOf(request)}": moto answered ${answer.status} with a page instead of an answer. ` +
        'Either moto lacks the action or it failed inside (its log says which: dist/local-aws/moto.log). ' +
        'Fill the gap in tools/local-aws/src/gaps.';
      onMissing(message);
      return namedFailure(request, message);
    },
  };
}

function isHtmlFailure({ status, headers }: AwsAnswer): boolean {
  return (status >= 500 || status === 404) && (headers['content-type'] ?? '').startsWith('text/html');
}

/** A HEAD of an S3 object that is not there has no body to tell it by: its 404 is the answer. */
function isMissingObject(request: AwsRequest, answer: AwsAnswer): boolean {
  return request.service === 's3' && answer.status === 404;
}

/** An error in the shape that the service's own clients read, with a status that they do not retry. */
export function namedFailure(request: AwsRequest, message: string, code = missingActionCode): AwsAnswer {
  const speaksJson = 'x-amz-target' in request.headers || /json/.test(request.headers['content-type'] ?? '');
  if (speaksJson) {
    return {
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
      body: Buffer.from(JSON.stringify({ __type: code, message })),
    };
  }
  const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  const shapes: Record<string, string> = {
    ec2: `<Response><Errors><Error>${error}</Error></Errors><RequestID>local-aws</RequestID></Response>`,
    s3: `<Error>${error}<RequestId>local-aws</RequestId></Error>`,
  };
  const usual = `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>local-aws</RequestId></ErrorResponse>`;
  return {
    status: 400,
    // A REST service without a body in its request speaks JSON or XML; JSON clients read the header alone.
    headers: { 'content-type': 'text/xml', 'x-amzn-errortype': code },
    body: Buffer.from(shapes[request.service] ?? usual),
  };
}
