import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { runFunction } from './run-function';

const folder = mkdtempSync(join(tmpdir(), 'functions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (code: string) =>
  runFunction({
    zip: Buffer.from(zipSync({ 'index.js': strToU8(code) })),
    ...{ handler: 'index.handler', environment: { COLOUR: 'blue' }, timeoutSeconds: 1 },
    ...{ event: '{"grade":"A"}', folder, workspaceRoot: folder },
    reroute: { host: 'database', port: 5432, localPort: 1 },
  });

// By AWS's guide to Lambda, "Function errors", and what its runtime answers.
describe('a function', () => {
  it('answers what its code does with the event and the environment', async () => {
    const { result } = (await run(
      'exports.handler = async (event) => ({ ...event, colour: process.env.COLOUR });',
    )) as { result: string };
    expect(JSON.parse(result)).toEqual({ grade: 'A', colour: 'blue' });
  });

  it.each([
    ['throws', "exports.handler = () => { throw new TypeError('no'); };", 'TypeError', 'no'],
    ['ends', 'exports.handler = () => process.exit(7);', 'Runtime.ExitError', 'Runtime exited with code 7.'],
    [
      'does not come to an end',
      'exports.handler = () => new Promise(() => setInterval(() => {}, 1000));',
      'Sandbox.Timedout',
      'Task timed out after 1.00 seconds',
    ],
  ])('that %s is an error in the words of Lambda', async (_, code, errorType, errorMessage) => {
    expect(await run(code)).toEqual({ error: { errorType, errorMessage } });
  });

  it('leaves no file', () => expect(readdirSync(folder)).toEqual([]));
});
