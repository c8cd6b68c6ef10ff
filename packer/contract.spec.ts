import { readContract } from './contract';

const contract = readContract();

describe('contract, as the image needs it', () => {
  it('gives each architecture names of its own, with room for a version', () => {
    const patterns = Object.values(contract.image.namePatterns);
    expect(Object.keys(contract.image.namePatterns).sort()).toEqual(['amd64', 'arm64']);
    expect(new Set(patterns).size).toBe(patterns.length);
    // An image's name may have 128 characters.
    for (const pattern of patterns)
      expect(pattern.replace('*', '20260101-120000')).toMatch(/^[a-z0-9-]{3,128}$/);
  });

  it('says its version on the image', () => {
    expect(contract.image.tags['node-image:contract']).toBe(String(contract.contractVersion));
  });

  it('has only settings that one variable can carry, separated by spaces', () => {
    for (const [key, value] of Object.entries(contract.ecsAgent.setByImage)) {
      expect(key).toMatch(/^ECS_[A-Z_]+$/);
      expect(value).toMatch(/^[^\s'"]+$/);
    }
  });

  it('leaves to user data what it does not set, the cluster first of all', () => {
    const { setByImage, setByUserData } = contract.ecsAgent;
    const ofUserData = [...setByUserData.required, ...setByUserData.optional];
    expect(setByUserData.required).toContain('ECS_CLUSTER');
    expect(ofUserData.filter((key) => key in setByImage)).toEqual([]);
    expect(ofUserData).not.toContain('ECS_DYNAMIC_HOST_PORT_RANGE');
  });

  it('opens host ports that are no service of the node', () => {
    const { first, last } = contract.dynamicHostPorts;
    expect(first).toBeGreaterThanOrEqual(32768);
    expect(last).toBeGreaterThan(first);
    expect(last).toBeLessThanOrEqual(65535);
  });
});
