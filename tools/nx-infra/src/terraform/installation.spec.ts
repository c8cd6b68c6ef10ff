import * as fc from 'fast-check';
import { temporaryFolder } from '../testing/folders';
import { program } from '../testing/programs';
import { checkTerraform, compareVersions, terraformBinary } from './installation';

const folder = temporaryFolder();

/** A program that answers `version -json` and nothing else. */
function saying(version: string, name: string): string {
  return program(
    folder,
    name,
    `if (process.argv.slice(2).join(' ') === 'version -json') console.log(${JSON.stringify(version)});`,
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

  it('is refused when it is too old, with its version and the one that is needed', () => {
    const old = saying('{"terraform_version": "1.9.6", "platform": "linux_amd64"}', 'old');
    expect(() => checkTerraform({ TERRAFORM_BINARY: old })).toThrow(
      /version 1\.9\.6, and 1\.11\.0 or newer is needed/,
    );
  });

  it.each(['1.11.0', '1.11.4', '1.12.0', '2.0.0'])('is fine as %s', (version) => {
    const binary = saying(`{"terraform_version": "${version}"}`, 'new');
    expect(() => checkTerraform({ TERRAFORM_BINARY: binary })).not.toThrow();
  });

  it('may be OpenTofu, where it is named', () => {
    saying('{"terraform_version": "1.11.2", "provider_selections": {}}', 'tofu');
    expect(() => checkTerraform({ TERRAFORM_BINARY: 'tofu', PATH: folder })).not.toThrow();
  });

  it('is understood when it says its version for people', () => {
    const old = saying('Terraform v1.10.5\non linux_amd64', 'chatty');
    expect(() => checkTerraform({ TERRAFORM_BINARY: old })).toThrow('version 1.10.5');
    const fine = saying('Terraform v1.11.5\non linux_amd64', 'chatty-and-fine');
    expect(() => checkTerraform({ TERRAFORM_BINARY: fine })).not.toThrow();
  });

  it('is refused when it is some other program', () => {
    const other = saying('hello', 'other');
    expect(() => checkTerraform({ TERRAFORM_BINARY: other })).toThrow('version unknown');
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
