import { join } from 'node:path';
import { readProject } from '@dotkom/stack';
import {
  brokenInvariants,
  linesOfCode,
  publicParts,
  resources,
  synthesisedStacks,
} from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));
const stack = built['minecraft-prod'] ?? fail();

function fail(): never {
  throw new Error('There is no minecraft-prod.');
}

describe('minecraft', () => {
  it('is in prod alone', () => {
    expect(Object.keys(built)).toEqual(['minecraft-prod']);
  });

  it('has the address of the server, and its port for who gives none', () => {
    const records = resources(stack, 'aws_route53_record').map(({ name, type, ttl, records: values }) => [
      name,
      type,
      ttl,
      ...values,
    ]);
    expect(records).toEqual([
      ['play.online.ntnu.no', 'A', 300, '129.241.153.251'],
      ['_minecraft._tcp.play.online.ntnu.no', 'SRV', 300, '0 5 25565 play.online.ntnu.no'],
    ]);
  });

  it('is DNS and nothing else', () => {
    expect(Object.keys(stack.resource)).toEqual(['aws_route53_record']);
    expect(brokenInvariants(stack)).toEqual([]);
    expect(publicParts(stack)).toEqual([]);
  });

  it('is said in at most 25 lines', () => {
    expect(linesOfCode(join(__dirname, 'stacks.ts'))).toBeLessThanOrEqual(25);
  });
});
