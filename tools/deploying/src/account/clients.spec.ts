import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Account, localAccount, rehearsalAccount } from './account';
import { askAccount, clientConfig, forPerson } from './clients';

/** The address of a server of this machine that has ended. */
async function endedServer(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

describe('an account that does not answer', () => {
  const ask = async (endpoint: string) => {
    const ssm = new SSMClient({ ...clientConfig(localAccount(endpoint)), maxAttempts: 2 });
    return ssm.send(new GetParameterCommand({ Name: '/releases/grades/prod/backend' }));
  };

  it('is on this machine the local AWS, which was stopped meanwhile: nobody has to sign in', async () => {
    const endpoint = await endedServer();
    const asked = askAccount('which release there is', () => ask(endpoint));
    await expect(asked).rejects.toMatchObject({ name: 'UserError' });
    const said = [await asked.catch(forPerson), await ask(endpoint).catch(forPerson)];
    for (const each of said) expect(each).toMatch(/^The AWS of this machine does not answer.*npm start/);
    expect(said.join()).not.toContain('sign');
  });

  it('is otherwise out of reach, for which nobody has to sign in either', async () => {
    const offline = Object.assign(new Error('getaddrinfo ENOTFOUND ssm.eu-north-1.amazonaws.com'), {
      ...{ code: 'ENOTFOUND', $metadata: { attempts: 3 } },
    });
    const asked = askAccount('which release there is', () => Promise.reject(offline));
    await expect(asked).rejects.toThrow(/was not reached.*which release there is.*ENOTFOUND.*network/);
    await expect(asked).rejects.not.toThrow(/signed in/);
  });

  it('is one to sign in to where it refuses', async () => {
    const refused = Object.assign(new Error('not yours'), {
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(askAccount('it', () => Promise.reject(refused))).rejects.toThrow(/not yours.*signed in/);
  });
});

describe('what clients are told', () => {
  const endpoint = 'http://127.0.0.1:4711';

  it('is on this machine where its AWS is, and who acts', () => {
    expect(clientConfig(localAccount(endpoint))).toMatchObject({
      endpoint,
      credentials: { accessKeyId: 'local' },
    });
    expect(clientConfig(rehearsalAccount(endpoint, 'plan.grades.grades-staging', ''))).toMatchObject({
      endpoint,
      credentials: { accessKeyId: 'plan.grades.grades-staging' },
    });
  });

  it('is nothing of an account but its region, whose shell says the rest', () => {
    const real: Account = { isLocal: false, env: { AWS_ENDPOINT_URL: endpoint }, folder: '', variables: {} };
    expect(clientConfig(real)).toEqual({ region: 'eu-north-1' });
  });
});
