import { Readable } from 'node:stream';
import { EC2Client } from '@aws-sdk/client-ec2';

export type Request = Readonly<Record<string, string>>;

/**
 * A real EC2 client whose answers are recorded ones: for each action the XML documents that EC2 gives, one after the
 * other. Every request is written down. An action without an answer left is an error, as is a network.
 */
export function recordedEc2(answers: Readonly<Record<string, readonly string[]>>) {
  const requests: Request[] = [];
  const left = new Map(Object.entries(answers).map(([action, documents]) => [action, [...documents]]));
  const ec2 = new EC2Client({
    region: 'eu-north-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: { body: string }) => {
        const parameters = Object.fromEntries(new URLSearchParams(request.body));
        requests.push(parameters);
        const body = left.get(parameters['Action'] ?? '')?.shift();
        if (body === undefined) throw new Error(`no answer is recorded for ${parameters['Action']}`);
        const statusCode = body.includes('<Errors>') ? 400 : 200;
        return {
          response: {
            statusCode,
            headers: { 'content-type': 'text/xml' },
            body: Readable.from([Buffer.from(body)]),
          },
        };
      },
    } as never,
  });
  return { ec2, requests };
}
