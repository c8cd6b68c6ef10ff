import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { DeployResult, readResult, servicesIn, writeResult, releasableIn } from './result';

const web = {
  service: 'web',
  host: 'grades.no',
  healthCheckPath: '/health',
  pool: 'arm64',
  cpuUnits: 128,
  memoryMebibytes: 256,
  count: 1,
  digest: '',
};

describe('the result of a deploy', () => {
  const folder = temporaryFolder();

  it('is read as it was written', () => {
    const result: DeployResult = {
      stack: 'grades-prod',
      project: 'grades',
      owner: 'dotkom',
      environment: 'prod',
      digest: '1a2b',
      changes: { create: 1, update: 2, replace: 3, destroy: 4, adopt: 5 },
      seconds: 6,
      services: [web],
    };
    const file = join(folder, 'result.json');
    writeResult(file, result);
    expect(readResult(file)).toEqual(result);
  });

  it('is nothing where nothing was deployed', () => {
    expect(readResult(join(folder, 'nowhere.json'))).toBeUndefined();
  });
});

describe('the services of a stack', () => {
  it('are those of its outputs that describe one', () => {
    const outputs = {
      web: { value: web },
      zone: { value: 'Z1' },
      nothing: { value: null },
      unknown: {},
      list: { value: ['service'] },
      other: { value: { host: 'grades.no' } },
    };
    expect(servicesIn(outputs)).toEqual([web]);
  });
});

describe('what can be released', () => {
  it('has releases of its own, under the name that it had before where it was renamed', () => {
    const outputs = {
      web: { value: { service: 'web', release: 'web' } },
      mailer: { value: { service: 'mailer', release: 'web' } },
      api: { value: { service: 'api', formerly: 'server', release: 'server' } },
      proxy: { value: { service: 'proxy' } },
    };
    expect(releasableIn(outputs)).toEqual(['web', 'server']);
  });
});
