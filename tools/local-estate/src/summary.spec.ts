import { DeployResult } from '@dotkom/deploying';
import { summary } from './summary';

const changes = { create: 3, update: 0, replace: 0, destroy: 0, adopt: 0 };
const platform = {
  ...{ stack: 'platform-prod', project: 'platform', owner: 'dotkom', environment: 'prod' },
  ...{ changes, services: [] },
} as unknown as DeployResult;
const backend = {
  ...{ service: 'backend', host: 'grades.no', healthCheckPath: '/health', pool: 'arm64' },
  ...{ cpuUnits: 256, memoryMebibytes: 512, count: 2, digest: 'sha256:1' },
};
const grades = {
  ...{ stack: 'grades-prod', project: 'grades', owner: 'backlog', environment: 'prod' },
  ...{ changes, services: [backend] },
} as unknown as DeployResult;

const endpoint = 'http://127.0.0.1:4566';
const nodes = { gateway: 8080, engine: 'docker' };

describe('what npm start ends with', () => {
  it('is every service, with its address, and what to try with one of the applications', () => {
    const said = summary([platform, grades], endpoint, nodes, ['It fits.']);
    expect(said).toMatch(/^Application +Service/);
    expect(said).toMatch(/grades +backend +prod +backlog +http:\/\/grades\.no\.localhost:8080 +\/health/);
    expect(said).toContain('a page stands for the service and says how docker puts one there');
    expect(said).toContain('It fits.');
    expect(said).toMatch(/npx nx diff grades -c local +plan after a change/);
  });

  it('is no empty table where no application is deployed, but how to have one', () => {
    const said = summary([platform], endpoint, nodes);
    expect(said).toMatch(/^Changed 3 resources in platform-prod\.$/m);
    expect(said).toContain('What is deployed answers at http://<host>.localhost:8080.');
    expect(said).not.toMatch(/Health check|Every address|diff platform/);
    expect(said).toMatch(/npx nx g application NAME --owner TEAM +make an application/);
  });
});
