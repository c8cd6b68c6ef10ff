import { join } from 'node:path';
import { Environment } from '@dotkom/stack';
import { resources, synthesised } from '@dotkom/stack/testing';

/** It is no project of the workspace: the tutorial makes one of that name. */
const { Kvittering } = require(join(__dirname, '../../../examples/kvittering/stacks'));

const stack = synthesised((app) => new Kvittering(app, new Environment('prod')), {
  name: 'kvittering',
  owner: 'appkom',
});

it("the tutorial's example is a page, a worker and a nightly job, of one image and one release", () => {
  const services = resources(stack, 'aws_ecs_service').map(({ name }) => name);
  expect(services).toEqual(['kvittering-prod-api', 'kvittering-prod-payer']);
  expect(resources(stack, 'aws_scheduler_schedule')).toHaveLength(1);
  expect(resources(stack, 'aws_ecr_repository')).toHaveLength(1);
  const releases = Object.values<any>(stack.output ?? {}).map(({ value }) => value.release);
  expect(releases).toEqual(['api', 'api', 'api', 'api']);
});
