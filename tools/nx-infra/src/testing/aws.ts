import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call to AWS: the action, such as `DescribeServices`, and what was asked. */
export interface AwsCall {
  readonly action: string;
  readonly input: Record<string, any>;
}

/** Answers one action; to refuse, it throws an {@link AwsRefusal}. */
export type AwsAnswer = (input: Record<string, any>) => object;

/** An error as AWS answers it. */
export class AwsRefusal extends Error {
  readonly code: string;

  constructor(code: string, message = code) {
    super(message);
    this.code = code;
  }
}

/** An AWS on this machine that answers the actions it is told to, and notes every call. For services that speak JSON. */
export class AwsStandIn {
  readonly answers = new Map<string, AwsAnswer>();
  readonly calls: AwsCall[] = [];
  endpoint = '';
  private server?: Server;

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) =>
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(body)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  reset(): void {
    this.answers.clear();
    this.calls.length = 0;
  }

  /** The inputs of every call of an action. */
  inputsOf(action: string): Record<string, any>[] {
    return this.calls.filter((call) => call.action === action).map(({ input }) => input);
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = JSON.parse((await text(request)) || '{}');
    this.calls.push({ action, input });
    try {
      const answer = this.answers.get(action);
      if (!answer)
        throw new AwsRefusal('UnknownOperationException', `nobody told what to answer to ${action}`);
      return { status: 200, body: answer(input) };
    } catch (error) {
      if (!(error instanceof AwsRefusal)) throw error;
      return { status: 400, body: { __type: error.code, message: error.message } };
    }
  }
}
