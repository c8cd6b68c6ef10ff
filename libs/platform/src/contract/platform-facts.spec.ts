import { TerraformOutput } from 'cdktf';
import { resources, SynthesisedStack } from '@dotkom/stack/testing';
import { stackWith } from '../testing';
import { PlatformFact, platformFactNames, platformFacts } from './facts';
import { PlatformFacts } from './platform-facts';
import { PlatformReference } from './platform-reference';

const values = Object.fromEntries(platformFactNames.map((fact) => [fact, `the ${fact}`])) as Record<
  PlatformFact,
  string
>;
const published = stackWith((stack) => new PlatformFacts(stack, 'facts', 'prod', values));
const parameters = resources(published, 'aws_ssm_parameter');

const referring = stackWith((stack) => {
  const platform = new PlatformReference(stack, 'Platform', 'prod');
  for (const fact of platformFactNames) new TerraformOutput(stack, fact, { value: platform.fact(fact) });
  new TerraformOutput(stack, 'arm64', { value: platform.capacityProvider('arm64') });
});
const [lookup] = dataOf(referring);

function dataOf(stack: SynthesisedStack): Record<string, any>[] {
  return Object.values(stack.data['aws_ssm_parameters_by_path'] ?? {});
}

describe('a platform', () => {
  it('publishes every fact with its value, as a parameter of its own', () => {
    expect(parameters.map(({ name, value }) => [name, value]).sort()).toEqual(
      platformFactNames.map((fact) => [`/platform/prod/${fact}`, `the ${fact}`]).sort(),
    );
  });

  it('publishes for people, too: each parameter says what it is', () => {
    for (const fact of platformFactNames) {
      const parameter = parameters.find(({ name }) => name.endsWith(`/${fact}`));
      expect(parameter?.['description']).toBe(`Platform prod: ${platformFacts[fact]}`);
    }
  });

  it('publishes nothing that is secret: every parameter is a plain string', () => {
    for (const { type } of parameters) expect(type).toBe('String');
  });

  it('tells of a capacity provider for each architecture', () => {
    expect(platformFactNames).toEqual(
      expect.arrayContaining(['capacity-provider-arm64', 'capacity-provider-amd64']),
    );
  });
});

describe('an application that refers to a platform', () => {
  it('finds it by one look under its path, and by no state of another stack', () => {
    expect(dataOf(referring)).toHaveLength(1);
    expect(lookup?.['path']).toBe('/platform/prod');
    expect(Object.keys(referring.data)).toEqual(['aws_ssm_parameters_by_path']);
  });

  it('reads each fact from the very parameter that the platform writes', () => {
    const outputs: Record<string, { value: string }> = referring['output'];
    for (const fact of platformFactNames) {
      expect(outputs[fact]?.value).toMatch(
        new RegExp(`^\\$\\{local\\.[\\w-]+\\["/platform/prod/${fact}"\\]\\}$`),
      );
    }
    expect(outputs['arm64']?.value).toBe(outputs['capacity-provider-arm64']?.value);
  });

  it('can show the facts in a plan, although the provider marks every parameter as sensitive', () => {
    for (const local of Object.values(referring['locals'])) expect(local).toMatch(/^\$\{nonsensitive\(/);
  });

  it('fails its plan where a fact is missing, names the missing ones and says how to get a platform', () => {
    const [{ condition, error_message }, ...others] = lookup?.['lifecycle'].postcondition;
    expect(others).toEqual([]);
    const [, expected = '[]'] =
      /^\$\{length\(setsubtract\((\[.*\]), self\.names\)\) == 0\}$/.exec(condition) ?? [];
    expect(JSON.parse(expected)).toEqual(platformFactNames.map((fact) => `/platform/prod/${fact}`));
    expect(error_message).toContain("There is no complete platform 'prod' in this AWS account and region");
    expect(error_message).toContain('it lacks ${join(", ", setsubtract([');
    expect(error_message).toContain('npx nx deploy platform -c prod');
    expect(error_message).toContain('npx nx deploy platform -c local');
  });
});
