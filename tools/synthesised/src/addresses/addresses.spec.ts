import * as fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stack } from '../testing/stacks';
import { addressesFile, readAddressList, StackAddress, writtenAddressList } from './address-list';
import { checkAddresses, updateAddresses } from './project-addresses';

const folder = temporaryFolder();
const project = { name: 'grades', folder };
const file = join(folder, addressesFile);

/** A stack with queues and a role, and with `moved` blocks. */
function queues(ids: readonly string[], moved: { from: string; to: string }[] = []) {
  const { name, text } = stack('grades-prod', {
    aws_sqs_queue: Object.fromEntries(ids.map((id) => [id, {}])),
    aws_iam_role: { task: {} },
  });
  const json = { ...JSON.parse(text), ...(moved.length > 0 ? { moved } : {}) };
  return [{ ...stack(name), json }];
}

const mail = 'aws_sqs_queue.mail';
const post = 'aws_sqs_queue.post';
const listed = () => readAddressList(file, readFileSync(file, 'utf8')).map(({ address }) => address);

describe('the list of addresses', () => {
  beforeEach(() => {
    writeFileSync(file, '');
    updateAddresses(project, queues(['mail']), []);
  });

  it('holds what holds or serves something, and nothing else', () => {
    expect(listed()).toEqual([mail]);
    expect(() => checkAddresses(project, queues(['mail']))).not.toThrow();
  });

  it('is the same when it is written again', () => {
    const before = readFileSync(file, 'utf8');
    expect(updateAddresses(project, queues(['mail']), [])).toEqual({ added: [], lost: [], moved: [] });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('is out of date when something is added, and the command for it is named', () => {
    expect(() => checkAddresses(project, queues(['mail', 'post']))).toThrow(
      /out of date[^]*\+ grades-prod aws_sqs_queue.post[^]*npx nx addresses grades$/,
    );
  });

  it.each([
    ['removed', queues([])],
    ['renamed', queues(['post'])],
    ['renamed with a move of another', queues(['post'], [{ from: 'aws_sqs_queue.x', to: post }])],
    ['said to move to what is not there', queues(['post'], [{ from: mail, to: 'aws_sqs_queue.nowhere' }])],
    [
      'moved in a circle',
      queues(
        [],
        [
          { from: mail, to: post },
          { from: post, to: mail },
        ],
      ),
    ],
    [
      'moved in another stack',
      [
        ...queues(['post']),
        ...queues(['post'], [{ from: mail, to: post }]).map((each) => ({ ...each, name: 'grades-staging' })),
      ],
    ],
    ['in a stack that is gone', []],
  ])('forbids that something is %s, and keeps its line', (_what, stacks) => {
    const lost =
      /grades-prod aws_sqs_queue.mail \(the queue, with its messages\)[^]*--confirm-removal=aws_sqs_queue.mail$/;
    expect(() => checkAddresses(project, stacks)).toThrow(lost);
    expect(() => updateAddresses(project, stacks, [])).toThrow(lost);
    expect(listed()).toEqual([mail]);
  });

  it('offers the move to the one that is new, where there is one of its type', () => {
    expect(() => checkAddresses(project, queues(['post']))).toThrow(
      `    this.addOverride('moved', [\n      {\n        from: '${mail}',\n        to: '${post}',\n      },\n    ]);`,
    );
    for (const stacks of [queues([]), queues(['post', 'other'])]) {
      expect(() => checkAddresses(project, stacks)).toThrow("this.addOverride('moved', [{ from: '<address>'");
    }
  });

  it('lets something go that is confirmed by its address', () => {
    expect(updateAddresses(project, queues([]), [mail]).lost).toEqual([
      { stack: 'grades-prod', address: mail },
    ]);
    expect(listed()).toEqual([]);
    expect(() => checkAddresses(project, queues([]))).not.toThrow();
  });

  it('takes no confirmation of something that stays, or of what it does not know', () => {
    for (const address of [mail, 'aws_sqs_queue.other']) {
      expect(() => updateAddresses(project, queues(['mail']), [address])).toThrow(
        `${address} would not be lost`,
      );
    }
    expect(() => updateAddresses(project, queues(['post']), [post])).toThrow('would not be lost');
  });

  it.each([
    ['at once', [{ from: mail, to: post }]],
    ['with an index', [{ from: `${mail}[0]`, to: `${post}[0]` }]],
    [
      'over another address',
      [
        { from: mail, to: 'aws_sqs_queue.once' },
        { from: 'aws_sqs_queue.once', to: post },
      ],
    ],
  ])('follows a move %s', (_how, moved) => {
    const stacks = queues(['post'], moved);
    expect(() => checkAddresses(project, stacks)).toThrow('out of date');
    updateAddresses(project, stacks, []);
    expect(listed()).toEqual([post]);
    expect(() => checkAddresses(project, stacks)).not.toThrow();
  });

  it('says which line it cannot read', () => {
    writeFileSync(file, '<<<<<<< HEAD\n');
    expect(() => checkAddresses(project, queues(['mail']))).toThrow("'<<<<<<< HEAD' is no stack and address");
  });

  it('reads back what it wrote, in whichever order it was', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);
    const line = fc.record({ stack: name, address: name.map((id) => `aws_sqs_queue.${id}`) });
    const key = (each: StackAddress) => JSON.stringify(each);
    fc.assert(
      fc.property(fc.array(line), (list) => {
        const text = writtenAddressList(list);
        expect(readAddressList(file, text).map(key).sort()).toEqual(list.map(key).sort());
        expect(writtenAddressList([...list].reverse())).toBe(text);
      }),
    );
  });
});
