import { join } from 'node:path';
import { findLocalAws } from '@dotkom/local-aws';
import { temporaryFolder } from '@dotkom/processes/testing';
import { accountFor, localAwsFolderVariable, rehearsalAccount } from './account';

jest.mock('@dotkom/local-aws', () => {
  const localAws = jest.requireActual('@dotkom/local-aws');
  return { ...localAws, findLocalAws: jest.fn(localAws.findLocalAws) };
});

describe('the account of a configuration', () => {
  const root = temporaryFolder();
  const endpoint = 'http://127.0.0.1:4711';
  const running = () =>
    jest.mocked(findLocalAws).mockResolvedValueOnce({ endpoint, instanceId: 'one', alreadyRunning: true });
  const before = process.env;
  beforeEach(() => {
    process.env = { ...before, AWS_PROFILE: 'dotkom', HOME_TOWN: 'Trondheim' };
    delete process.env[localAwsFolderVariable];
  });
  afterAll(() => {
    process.env = before;
  });

  it.each(['staging', 'prod'] as const)(
    'for %s is the one the shell is signed in to, with no variables',
    async (configuration) => {
      expect(await accountFor(configuration, root)).toEqual({
        isLocal: false,
        env: process.env,
        folder: join(root, 'dist', 'aws'),
        variables: {},
      });
    },
  );

  it('for local is missing while no AWS runs on this machine, and says how to start it', async () => {
    const attempt = accountFor('local', root);
    await expect(attempt).rejects.toMatchObject({ name: 'UserError' });
    await expect(attempt).rejects.toThrow(/not running.*npm start/);
  });

  it('for local is the AWS of this machine, where nothing is protected from being destroyed, and nothing is kept', async () => {
    running();
    const { isLocal, folder, variables } = await accountFor('local', root);
    expect({ isLocal, folder, variables }).toEqual({
      isLocal: true,
      folder: join(root, 'dist', 'local'),
      variables: { deletion_protection: 'false', discard_data: 'true' },
    });
  });

  it('for local leads nowhere else, whatever the shell is signed in to', async () => {
    running();
    const { env } = await accountFor('local', root);
    expect(env).toMatchObject({
      AWS_ENDPOINT_URL: endpoint,
      AWS_PROFILE: '',
      AWS_ACCESS_KEY_ID: 'local',
      HOME_TOWN: 'Trondheim',
    });
    expect(process.env.AWS_PROFILE).toBe('dotkom');
  });

  it('for local can be another one than the usual, with working folders of its own', async () => {
    process.env[localAwsFolderVariable] = 'dist/end-to-end';
    running();
    const { folder } = await accountFor('local', root);
    expect(folder).toBe(join(root, 'dist', 'end-to-end', 'local'));
    expect(findLocalAws).toHaveBeenLastCalledWith({
      workspaceRoot: root,
      dir: join(root, 'dist', 'end-to-end'),
    });
  });
});

describe('the account of a rehearsal', () => {
  const account = rehearsalAccount('http://127.0.0.1:4711', 'apply.grades.grades-staging', '/working');

  it('is the AWS of this machine, where nothing is thrown away or forgiven, as in the real one', () =>
    expect(account).toMatchObject({ isLocal: false, isRehearsal: true, folder: '/working', variables: {} }));

  it('says to Terraform who acts', () =>
    expect(account.env).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4711',
      AWS_ACCESS_KEY_ID: 'apply.grades.grades-staging',
    }));
});
