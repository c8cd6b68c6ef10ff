import { execFile } from 'node:child_process';
import { createServer, AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { localAwsEnvironment } from './environment';

/** A shell in which somebody works on a real account in every way that there is. */
const usersShell = {
  AWS_PROFILE: 'dotkom-prod',
  AWS_SESSION_TOKEN: 'real',
  AWS_ACCESS_KEY_ID: 'AKIAREAL',
  AWS_ROLE_ARN: 'arn:aws:iam::1:role/admin',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/token',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
  AWS_CONFIG_FILE: '/home/user/.aws/config',
  AWS_REGION: 'us-east-1',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  // Were they used after all, nothing would answer at these.
  AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:9',
  AWS_S3_ENDPOINT: 'http://127.0.0.1:9',
};

describe('localAwsEnvironment', () => {
  const before = { ...process.env };
  beforeEach(() => void Object.assign(process.env, usersShell));
  afterEach(() => void (process.env = { ...before }));

  it('leaves nothing of the account that the shell works on', () => {
    const local = localAwsEnvironment('http://127.0.0.1:4567');
    const kept = Object.entries(usersShell).filter(
      ([name, value]) => ({ ...process.env, ...local })[name] === value,
    );
    expect(kept).toEqual([]);
  });

  it('has a request for a host of the account sent to the endpoint, whatever proxy the shell has', () => {
    process.env['HTTP_PROXY'] = 'http://proxy.example.com:3128';
    const env = { ...process.env, ...localAwsEnvironment('http://127.0.0.1:4567') };
    expect(env['HTTP_PROXY']).toBe('http://127.0.0.1:4567');
  });

  it('brings a client to the local endpoint, with the local credentials and region', async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      socket.on('data', (data) => {
        heard.push(String(data));
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const client = `
      const { SSMClient, DescribeParametersCommand } = require('@aws-sdk/client-ssm');
      new SSMClient({}).send(new DescribeParametersCommand({}));`;
    const env = { ...process.env, ...localAwsEnvironment(`http://127.0.0.1:${port}`) };
    await promisify(execFile)(process.execPath, ['-e', client], { env, cwd: __dirname });
    await new Promise((resolve) => server.close(resolve));
    expect(heard[0]).toMatch(/Credential=local\/\d+\/eu-north-1\/ssm\//);
    expect(heard[0]).not.toMatch(/x-amz-security-token/i);
  });
});
