import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstSufficient, parsePackerVersion } from './packer-command';

describe('parsePackerVersion', () => {
  it.each([
    ['Packer v1.6.6\n', { version: '1.6.6', sufficient: false }],
    ['Packer v1.9.0\n', { version: '1.9.0', sufficient: false }],
    ['Packer v1.14.1\n\nYour version of Packer is out of date!', { version: '1.14.1', sufficient: true }],
    ['Packer v2.0.0', { version: '2.0.0', sufficient: true }],
  ])('reads %j', (output, expected) => expect(parsePackerVersion(output)).toEqual(expected));

  it('takes neither a missing command nor that of cracklib for Packer', () => {
    expect(parsePackerVersion('spawn packer ENOENT')).toBeUndefined();
    expect(parsePackerVersion('skipping line: 1\n0 0\n')).toBeUndefined();
  });

  it('agrees with what the template asks for', () => {
    const template = readFileSync(join(__dirname, 'newer.pkr.hcl'), 'utf8');
    expect(/required_version = "(.*)"/.exec(template)?.[1]).toBe(`>= ${firstSufficient}`);
  });
});
