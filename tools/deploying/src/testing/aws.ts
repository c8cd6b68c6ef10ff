import { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from './loopback';

/** One call, as a service of AWS hears it. */
export interface Call {
  readonly action: string;
  /** What is asked: the fields of a form, or JSON. */
  readonly asked: Readonly<Record<string, any>>;
}

/** What is answered to a call: XML to a form, an object to JSON, or an error by its code. */
export type Reply = string | { readonly [field: string]: unknown; readonly error?: string };

/** Services of AWS on this machine, those that take forms (EC2, ELB) and those that take JSON (ECS), with recorded answers. */
export class AwsStandIn extends LoopbackServer {
  readonly calls: Call[] = [];
  private readonly replies = new Map<string, (asked: Call['asked']) => Reply>();

  reset(): void {
    this.calls.length = 0;
    this.replies.clear();
  }

  /** Answers to an action, such as `DescribeInstances`. */
  on(action: string, reply: Reply | ((asked: Call['asked']) => Reply)): void {
    this.replies.set(action, typeof reply === 'function' ? reply : () => reply);
  }

  /** What was asked in every call of an action. */
  asked(action: string): Call['asked'][] {
    return this.calls.filter((call) => call.action === action).map(({ asked }) => asked);
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const target = request.headers['x-amz-target'];
    const call = typeof target === 'string' ? fromJson(target, body) : fromForm(body);
    this.calls.push(call);
    const reply = this.replies.get(call.action)?.(call.asked) ?? { error: 'UnauthorizedOperation' };
    const failed = typeof reply === 'object' ? reply.error : undefined;
    const status = failed ? 400 : 200;
    if (typeof target === 'string') {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      return void response.end(JSON.stringify(failed ? { __type: failed, message: failed } : reply));
    }
    const error = `<Error><Code>${failed}</Code><Message>${failed}</Message></Error>`;
    // EC2 wraps its errors in another way than the rest.
    const isEc2 = call.asked.Version === '2016-11-15';
    const wrapped = isEc2
      ? `<Response><Errors>${error}</Errors></Response>`
      : `<ErrorResponse>${error}</ErrorResponse>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(failed ? wrapped : String(reply));
  }
}

function fromJson(target: string, body: string): Call {
  return { action: target.split('.').at(-1) ?? '', asked: JSON.parse(body || '{}') };
}

function fromForm(body: string): Call {
  const asked = Object.fromEntries(new URLSearchParams(body));
  return { action: asked['Action'] ?? '', asked };
}
