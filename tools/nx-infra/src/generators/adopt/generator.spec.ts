import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { logger } from '@nx/devkit';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answerRecorded, RecordedAnswers, refused, TerraformStandIn } from '@dotkom/deploying/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { runGenerator } from '../../testing/generators';
import adopt, { AdoptOptions } from './generator';

const parent = temporaryFolder();
let root: string;
let said: string[];

const oldRecord = {
  mode: 'managed',
  type: 'aws_route53_record',
  name: 'web',
  instances: [{ attributes: { name: 'grades.no', type: 'A', ttl: 300, records: ['192.0.2.7'] } }],
};
const file = 'apps/grades/adoption.json';
const read = () => JSON.parse(readFileSync(join(root, file), 'utf8'));
/** What plans, once the file is written. */
let plan: (() => void) | undefined;
const run = (options: Partial<AdoptOptions>) =>
  runGenerator(root, async (tree, given: Partial<AdoptOptions>) => (plan = await adopt(tree, given)), {
    project: 'grades',
    state: [join(root, 'old.tfstate')],
    ...options,
  });

/** The shell is signed in to the account of the old estate. */
const answered = (answers: RecordedAnswers = {}) =>
  answerRecorded([S3Client, SQSClient, STSClient], {
    GetCallerIdentity: { Account: '123456789012' },
    ...answers,
  });

/** A program in the place of Nx, and what it was asked. */
const nxThat = (does: string) => {
  writeFiles(root, { 'node_modules/.bin/nx': `#!/bin/sh\necho "$@" >> '${root}/asked'\n${does}\n` });
  chmodSync(join(root, 'node_modules/.bin/nx'), 0o755);
};
const asked = () => readFileSync(join(root, 'asked'), 'utf8').trim().split('\n');

beforeEach(() => {
  answered();
  root = mkdtempSync(join(parent, 'workspace-'));
  process.env.TERRAFORM_BINARY = new TerraformStandIn(root).binary;
  writeFiles(root, {
    'nx.json': {},
    'package.json': { name: 'workspace' },
    'apps/grades/project.json': {
      name: 'grades',
      metadata: { owner: 'dotkom' },
      tags: ['layer:application'],
    },
    'apps/grades/src/stacks.ts': 'export default undefined;',
    'dist/apps/grades/stacks/grades-prod/cdk.tf.json': {
      ...stackJson('grades-prod', { aws_route53_record: { host: { name: 'grades.no', type: 'A' } } }),
      output: { web: { value: { service: 'web', hosts: ['grades.no'] } } },
    },
    'dist/apps/bootstrap/stacks/bootstrap/cdk.tf.json': stackJson('bootstrap', {
      aws_route53_zone: { grades: { name: 'grades.no' } },
    }),
    'old.tfstate': { version: 4, serial: 1, resources: [oldRecord] },
  });
  said = [];
  for (const method of ['info', 'warn'] as const) {
    jest.spyOn(logger, method).mockImplementation((...texts: unknown[]) => void said.push(texts.join(' ')));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.TERRAFORM_BINARY;
});

describe('nx g adopt', () => {
  it('writes which hosts are held, and where, and says what comes next', async () => {
    expect(await run({})).toEqual([file]);
    expect(read().prod.hosts['grades.no']).toMatchObject({
      is: 'held',
      since: new Date().toISOString().slice(0, 10),
      before: { A: { values: ['192.0.2.7'], ttl: 300 } },
    });
    expect(readFileSync(join(root, file), 'utf8')).toContain('"values": ["192.0.2.7"]'); // As prettier has it.
    expect(said.join('\n')).toContain('grades-prod: grades.no is held as it is (A)');
    expect(said.join('\n')).toMatch(/npx nx diff grades -c prod[^]*adopt and REPLACE .*refused/);
  });

  it('plans what it wrote, and again when it is run again', async () => {
    nxThat('exit 0');
    await run({});
    plan!();
    expect(asked()).toEqual(['run grades:diff:prod --outputStyle=stream-without-prefixes']);
    expect(await run({})).toEqual([]);
    plan!();
    expect(asked()).toHaveLength(2);
  });

  it('plans each environment that takes something over, and one alone where that is asked for', async () => {
    nxThat('exit 0');
    const held = { is: 'held', since: '2026-11-26', before: { A: { values: ['192.0.2.7'], ttl: 300 } } };
    writeFiles(root, { [file]: { staging: { hosts: { 'staging.grades.no': held } } } });
    await run({});
    plan!();
    expect(asked().map((args) => args.split(' ')[1])).toEqual(['grades:diff:staging', 'grades:diff:prod']);
    expect(said.join('\n')).toContain('npx nx diff grades -c staging and npx nx diff grades -c prod.');
    await run({ configuration: 'staging' });
    plan!();
    expect(asked()).toHaveLength(3);
  });

  it('fails where the plan is refused, and keeps what it wrote', async () => {
    nxThat('exit 1');
    await run({});
    expect(plan).toThrow(/adoption\.json is written and stays[^]*: npx nx diff grades -c prod$/);
    expect(read().prod.hosts).toHaveProperty(['grades.no']);
  });

  it.each<[string, Partial<AdoptOptions>, () => void, RegExp]>([
    ['nobody wants one', { plan: false }, () => undefined, /--no-plan was given/],
    [
      'nobody is signed in',
      {},
      () => void answered({ GetCallerIdentity: refused('nobody', 'CredentialsProviderError') }),
      /not made here: nobody is signed in/,
    ],
    ['there is no Terraform', {}, () => (process.env.TERRAFORM_BINARY = join(root, 'nowhere')), /nowhere/],
  ])('names the command and makes no plan where %s', async (_, options, make, because) => {
    make();
    expect(await run(options)).toEqual([file]);
    expect(plan).toBeUndefined();
    expect(said.join('\n')).toMatch(because);
    expect(said.join('\n')).toContain('npx nx diff grades -c prod');
  });

  it('is refused on the AWS of this machine where that does not run', async () => {
    await expect(run({ configuration: 'local' })).rejects.toThrow(/AWS of this machine is not running/);
  });

  it('changes nothing when it is run again, and nothing that a person wrote', async () => {
    await run({});
    expect(await run({})).toEqual([]);
    const written = read();
    written.prod.hosts['grades.no'].is = 'flipped';
    writeFiles(root, { [file]: written });
    expect(await run({})).toEqual([]);
    expect(said.join('\n')).toContain('Nothing that was not adopted before.');
  });

  it('says what an old state has to forget, and why it is not safe to destroy, and writes nothing', async () => {
    await run({});
    expect(await run({ forget: true })).toEqual([]);
    expect(said.join('\n')).toContain("terraform state rm 'aws_route53_record.web'");
    expect(said.join('\n')).toMatch(/Not safe to destroy yet:[^]*grades\.no is held/);
  });

  it('does not call an old state safe to destroy while messages are in a queue of it', async () => {
    const attributes = { arn: 'arn:aws:sqs:eu-north-1:123456789012:mail', name: 'mail', url: 'https://mail' };
    const queue = { mode: 'managed', type: 'aws_sqs_queue', name: 'mail', instances: [{ attributes }] };
    writeFiles(root, { 'old.tfstate': { version: 4, serial: 1, resources: [queue] } });
    answered({ GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: '3' } } });
    await run({ forget: true });
    expect(said.join('\n')).toMatch(/Not safe to destroy yet:[^]*about 3 messages are in mail/);
    answered({ GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: '0' } } });
    await run({ forget: true });
    expect(said.at(-1)).toBe('Nothing is known against its destroy.');
  });

  it('reads a state where its S3 backend keeps it, and says which lock it does not see', async () => {
    const text = readFileSync(join(root, 'old.tfstate'), 'utf8');
    answered({
      GetObject: ({ Key }) =>
        Key.endsWith('.tflock')
          ? refused('none', 'NoSuchKey', 404)
          : { Body: { transformToString: async () => text } },
    });
    expect(await run({ state: ['s3://old-states/grades.tfstate'] })).toEqual([file]);
    expect(said.join('\n')).toMatch(/DynamoDB/);
  });

  it('is refused where the state is of another account than the one signed in to', async () => {
    const other = [...'123456789012'].reverse().join('');
    const attributes = { arn: `arn:aws:sqs:eu-north-1:${other}:mail` };
    const queue = { mode: 'managed', type: 'aws_sqs_queue', name: 'mail', instances: [{ attributes }] };
    writeFiles(root, { 'old.tfstate': { version: 4, serial: 1, resources: [oldRecord, queue] } });
    await expect(run({})).rejects.toThrow(`of the account ${other}, and you are signed in to`);
    answered({ GetCallerIdentity: refused('nobody', 'CredentialsProviderError') });
    expect(await run({})).toEqual([file]);
    expect(said.join('\n')).toContain('Nobody is signed in to AWS');
  });

  it('says so of every application, whichever is asked for, and nothing while it does not know all', async () => {
    const wiki = { name: 'wiki', metadata: { owner: 'dotkom' }, tags: ['layer:application'] };
    const held = {
      'grades.no': { is: 'held', since: '2026-11-26', before: { A: { values: ['192.0.2.7'], ttl: 300 } } },
    };
    writeFiles(root, {
      'apps/wiki/project.json': wiki,
      'apps/wiki/src/stacks.ts': 'export default undefined;',
      [file]: { prod: { hosts: held } },
    });
    await expect(run({ project: 'wiki', forget: true })).rejects.toThrow(/wiki/);
    writeFiles(root, { 'dist/apps/wiki/stacks/wiki-prod/cdk.tf.json': stackJson('wiki-prod', {}) });
    await run({ project: 'wiki', forget: true });
    expect(said.join('\n')).toContain("terraform state rm 'aws_route53_record.web'");
    expect(said.join('\n')).toContain('grades.no is held');
    rmSync(join(root, 'dist/apps/bootstrap'), { recursive: true });
    await expect(run({ forget: true })).rejects.toThrow(/bootstrap is not synthesised/);
  });

  it.each<[string, () => Partial<AdoptOptions>, RegExp]>([
    ['no state is given', () => ({ state: [] }), /--state old\.tfstate/],
    [
      'a file is not there',
      () => ({ state: ['nowhere.tfstate'] }),
      /no file nowhere\.tfstate.*terraform state pull/,
    ],
    ['a file is no state', () => ({ state: [join(root, 'nx.json')] }), /no state of Terraform/],
    ['there is no such application', () => ({ project: 'karakterer' }), /karakterer/],
  ])('is refused where %s', async (_, options, because) => {
    await expect(run(options())).rejects.toThrow(because);
  });

  it('is refused in words where adoption.json is no JSON, or says what cannot be', async () => {
    writeFiles(root, { [file]: '{ prod }' });
    await expect(run({})).rejects.toThrow(/adoption\.json:1 cannot be read/);
    writeFiles(root, { [file]: { production: {} } });
    await expect(run({})).rejects.toThrow(/adoption\.json: There is no property 'production'/);
  });

  it('is refused while somebody is at work on the state', async () => {
    writeFiles(root, { '.old.tfstate.lock.info': '{}' });
    await expect(run({})).rejects.toThrow(/is locked/);
  });
});
