import { Environment, environmentNames } from './environment';

describe('Environment', () => {
  it('picks the value of its own name', () => {
    const hosts = { prod: 'grades.no', staging: 'staging.grades.no' };
    expect(new Environment('prod').pick(hosts)).toBe('grades.no');
    expect(new Environment('staging').pick(hosts)).toBe('staging.grades.no');
  });

  it('picks also what is false, zero or nothing', () => {
    expect(new Environment('staging').pick({ prod: 2, staging: 0 })).toBe(0);
    expect(new Environment('staging').pick({ prod: 'a', staging: undefined })).toBeUndefined();
  });

  it('does not compile where an environment is not answered', () => {
    const pick = () =>
      // @ts-expect-error staging is missing: the compiler fails here if it ever stops insisting.
      new Environment('prod').pick({ prod: 1 });
    expect(pick()).toBe(1);
  });

  it('is found by the name that a command line gives', () => {
    for (const name of environmentNames) expect(Environment.named(name).name).toBe(name);
    expect(`${Environment.named('prod')}`).toBe('prod');
  });

  it.each(['production', 'Prod', 'local', '', 'constructor'])(
    "there is no '%s': says which there are",
    (name) => {
      expect(() => Environment.named(name)).toThrow(
        `'${name}' is not an environment. Use one of 'staging', 'prod'.`,
      );
    },
  );
});
