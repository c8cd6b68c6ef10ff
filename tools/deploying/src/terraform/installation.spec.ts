import * as fc from 'fast-check';
import { temporaryFolder } from '@dotkom/processes/testing';
import { program } from '../testing/programs';
import { checkTerraform, compareVersions, productOf, terraformBinary } from './installation';
import { openTofu, terraform } from './product';

const folder = temporaryFolder();

/** A program that answers `version` and nothing else. */
function saying(version: string, name: string): string {
  return program(
    folder,
    name,
    `if (process.argv.slice(2).join(' ') === 'version') console.log(${JSON.stringify(version)});`,
  );
}

describe('the installed Terraform', () => {
  it('is asked for, with where to get it, when there is none', () => {
    expect(() => checkTerraform({ PATH: '' })).toThrow(
      /'terraform' is not on PATH.*https:.*TERRAFORM_BINARY/,
    );
  });

  it('is named in the message when it was named by the user', () => {
    expect(() => checkTerraform({ PATH: '', TERRAFORM_BINARY: 'tofu' })).toThrow("'tofu' is not on PATH");
  });

  it.each([
    ['Terraform v1.9.6', /is Terraform 1\.9\.6, and 1\.11\.0 or newer is needed/],
    ['OpenTofu v1.11.0', /is OpenTofu 1\.11\.0, and 1\.11\.1 or newer is needed.*opentofu\.org/],
  ])('is refused when it is too old, with its version and the one that is needed: %s', (said, reason) => {
    const binary = saying(`${said}\non linux_amd64`, 'old');
    expect(() => checkTerraform({ TERRAFORM_BINARY: binary })).toThrow(reason);
  });

  it.each([
    'Terraform v1.11.0',
    'Terraform v1.11.4',
    'Terraform v2.0.0',
    'OpenTofu v1.11.1',
    'OpenTofu v1.12.0-rc1',
  ])('is fine as %s', (said) => {
    const binary = saying(`${said}\non linux_amd64`, 'new');
    expect(() => checkTerraform({ TERRAFORM_BINARY: binary })).not.toThrow();
  });

  it('is known by what it says, and not by what it is called or says besides', () => {
    const warned = 'There are some problems with the CLI configuration:\nWarning: it is not there\n';
    const binary = saying(
      `${warned}\nOpenTofu v1.11.2\non linux_amd64\n\nYour version is out of date!`,
      'terraform',
    );
    expect(productOf({ PATH: folder })).toBe(openTofu);
    expect(productOf({ TERRAFORM_BINARY: binary })).toBe(openTofu);
    expect(productOf({ TERRAFORM_BINARY: saying('Terraform v1.11.4', 'tofu') })).toBe(terraform);
  });

  it('is refused when it is some other program', () => {
    for (const said of ['hello', 'Vagrant v2.4.0', '']) {
      const other = saying(said, 'other');
      expect(() => checkTerraform({ TERRAFORM_BINARY: other })).toThrow(
        `is neither Terraform nor OpenTofu: asked for its version, it says '${said}'`,
      );
    }
  });

  it('is `terraform` unless another is named', () => {
    expect(terraformBinary({})).toBe('terraform');
    expect(terraformBinary({ TERRAFORM_BINARY: '' })).toBe('terraform');
    expect(terraformBinary({ TERRAFORM_BINARY: 'tofu' })).toBe('tofu');
  });
});

describe('comparing versions', () => {
  const part = fc.nat({ max: 20 });
  const version = fc.tuple(part, part, part).map((parts) => parts.join('.'));
  const value = (text: string) => text.split('.').reduce((sum, number) => sum * 1000 + Number(number), 0);

  it('orders them as their numbers are, and not as their letters', () => {
    expect(compareVersions('1.9.6', '1.11.0')).toBeLessThan(0);
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareVersions(one, other))).toBe(Math.sign(value(one) - value(other)));
      }),
    );
  });

  it('takes a missing part for zero', () => {
    fc.assert(
      fc.property(part, part, (major, minor) => {
        expect(compareVersions(`${major}.${minor}`, `${major}.${minor}.0`)).toBe(0);
      }),
    );
  });
});
