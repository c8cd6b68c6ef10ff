import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { synthesise } from '@dotkom/stack';
import { clientsFor } from '../clients';
import { platform, workspaceRoot } from './application';
import { expected, impossibleInPlace } from './in-place';
import { actionsOn, refusals } from './plan';
import { createZones } from './platform-stand-in';
import { ResourceChange, Terraform } from './terraform';
import { whereItCanRun } from './where-it-can-run';

const dir = join(workspaceRoot, 'dist', 'changes', 'platform');
const describeWhereItCanRun = whereItCanRun(dir, 'what changes of the platform in place');

describeWhereItCanRun('a deployed platform', () => {
  let terraform: Terraform;

  /** The plan of changed settings, which is not applied. */
  const planOf = async (changed: (settings: any) => object): Promise<ResourceChange[]> => {
    await terraform.take(platform(changed));
    return terraform.plan('-refresh=false');
  };

  beforeAll(async () => {
    const { endpoint } = await startLocalAws({ workspaceRoot, dir }); // Runs already; see whereItCanRun.
    await createZones(clientsFor(endpoint));
    terraform = await Terraform.in(join(dir, 'prod'), endpoint);
    // The code of its function, which only a real synth writes.
    synthesise(join(workspaceRoot, 'apps', 'platform'), join(dir, 'synth'));
    cpSync(join(dir, 'synth', 'stacks', 'platform-prod', 'assets'), join(terraform.folder, 'assets'), {
      recursive: true,
    });
    await terraform.deploy(platform());
  });

  afterAll(() => stopLocalAws({ workspaceRoot, dir }));

  it('is made of what the provider cannot change in place as the table says', async () => {
    expect(await impossibleInPlace(terraform, platform())).toEqual(expected(terraform, platform()));
  });

  it('gets another database class and more storage, other nodes and another answer for other hosts in place', async () => {
    const plan = await planOf(({ database, nodePools }) => ({
      database: { ...database, instanceClass: 'db.t4g.medium', storageGibibytes: { from: 40, to: 200 } },
      nodePools: { ...nodePools, arm64: { minNodes: 4, maxNodes: 10 } },
      gateway: { otherHosts: { redirectTo: 'online.ntnu.no' }, accessLogDays: 7 },
    }));
    expect(refusals(plan)).toEqual([]);
    for (const type of ['aws_db_instance', 'aws_autoscaling_group', 'aws_lb_listener']) {
      expect([type, ...new Set(actionsOn(plan, type))]).toEqual([type, 'update']);
    }
  });

  it('refuses another major version of PostgreSQL before anything is applied, unless it is said to be meant', async () => {
    const raised = (more: object) =>
      planOf(({ database }) => ({ database: { ...database, postgresVersion: '18', ...more } }));
    expect(refusals(await raised({}))).toEqual([expect.stringContaining('allowMajorUpgrade: true')]);
    const meant = await raised({ allowMajorUpgrade: true });
    expect(refusals(meant)).toEqual([]);
    expect(actionsOn(meant, 'aws_db_parameter_group')).toEqual(['create,delete']);
    expect(actionsOn(meant, 'aws_db_instance')).toEqual(['update']);
  });

  it('refuses another range of addresses for its network before anything is applied', async () => {
    const plan = await planOf(({ network }) => ({ network: { ...network, cidr: '10.1.0.0/16' } }));
    expect(refusals(plan).join('\n')).toMatch(/aws_vpc\.\S+ would be replaced, and the network, lost/);
  });
});
