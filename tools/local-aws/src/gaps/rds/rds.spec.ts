import { formOf } from '../../proxy/aws-request';
import { contentOf } from '../../proxy/xml';
import { queryRequest, recordedMoto, send } from '../testing/recorded-moto';
import { rdsInstances } from './instances';
import { rdsParameterGroups } from './parameter-groups';
import { rdsResourceIds } from './resource-ids';

const name = { DBParameterGroupName: 'pg17' };
const parameter = (index: number, key: string, value: string) => ({
  [`Parameters.Parameter.${index}.ParameterName`]: key,
  [`Parameters.Parameter.${index}.ParameterValue`]: value,
});
const describeParameters = queryRequest('rds', 'DescribeDBParameters', name);

describe('RDS parameter groups', () => {
  it('answer the parameters that were set and not reset', async () => {
    const set = queryRequest('rds', 'ModifyDBParameterGroup', {
      ...name,
      ...parameter(1, 'a', '1'),
      ...parameter(2, 'b', '<2>'),
    });
    const reset = queryRequest('rds', 'ResetDBParameterGroup', { ...name, ...parameter(1, 'a', '') });
    const moto = recordedMoto('<R/>', '<R/>', '<R><Parameters/></R>');
    const answer = await send([rdsParameterGroups()], moto, set, reset, describeParameters);
    expect(answer.xml).toContain(
      '<ParameterName>b</ParameterName><ParameterValue>&lt;2&gt;</ParameterValue>',
    );
    expect(answer.xml).not.toContain('<ParameterName>a</ParameterName>');
  });
});

describe('RDS instances', () => {
  it('keep what they were made and changed with', async () => {
    const of = (action: string, more: Record<string, string> = {}) =>
      queryRequest('rds', action, { DBInstanceIdentifier: 'db', ...more });
    const recorded =
      '<R><DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier><MonitoringInterval>0</MonitoringInterval></DBInstance></R>';
    const moto = recordedMoto(recorded, recorded, recorded);
    const create = of('CreateDBInstance', { MonitoringInterval: '60', EnablePerformanceInsights: 'true' });
    const modify = of('ModifyDBInstance', { EnablePerformanceInsights: 'false' });
    const answer = await send([rdsInstances()], moto, create, modify, of('DescribeDBInstances'));
    expect(answer.xml).toContain('<MonitoringInterval>60</MonitoringInterval>');
    expect(answer.xml).toContain('<PerformanceInsightsEnabled>false</PerformanceInsightsEnabled>');
    expect(answer.xml).toContain('<NetworkType>IPV4</NetworkType>');
    expect(answer.xml).not.toContain('>0<');
  });

  it('have the authority that was asked for from the beginning, or the one of RDS', async () => {
    const create = (more: Record<string, string>) =>
      queryRequest('rds', 'CreateDBInstance', { DBInstanceIdentifier: 'db', ...more });
    const recorded =
      '<R><DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier><CACertificateIdentifier>rds-ca-default</CACertificateIdentifier></DBInstance></R>';
    for (const [asked, answered] of [
      [{}, 'rds-ca-rsa2048-g1'],
      [{ CACertificateIdentifier: 'rds-ca-ecc384-g1' }, 'rds-ca-ecc384-g1'],
    ] as const) {
      const { xml } = await send([rdsInstances()], recordedMoto(recorded), create(asked));
      expect(xml).toContain(`<CACertificateIdentifier>${answered}</CACertificateIdentifier>`);
      expect(xml).not.toContain('rds-ca-default');
    }
  });

  it('have a resource id of their own, the next one of the same name too', async () => {
    const instance = (name: string, time: string) =>
      `<R><DBInstance><DBInstanceIdentifier>${name}</DBInstanceIdentifier><InstanceCreateTime>${time}</InstanceCreateTime><DbiResourceId>db-SAME</DbiResourceId></DBInstance></R>`;
    const ids = [];
    for (const [name, time] of [
      ['one', 'monday'],
      ['two', 'monday'],
      ['one', 'tuesday'],
      ['one', 'tuesday'],
    ] as const) {
      const create = queryRequest('rds', 'CreateDBInstance', { DBInstanceIdentifier: name });
      const { xml } = await send([rdsResourceIds()], recordedMoto(instance(name, time)), create);
      ids.push(/<DbiResourceId>(db-[0-9A-Z]{26})<\/DbiResourceId>/.exec(xml)?.[1]);
    }
    const [one, two, another, again] = ids;
    expect(new Set([one, two, another]).size).toBe(3);
    expect(again).toBe(another);
  });

  it('are found by their resource id', async () => {
    const gaps = [rdsResourceIds()];
    const recorded =
      '<R><DBInstance><DBInstanceIdentifier>one</DBInstanceIdentifier><InstanceCreateTime>monday</InstanceCreateTime></DBInstance></R>';
    const create = queryRequest('rds', 'CreateDBInstance', { DBInstanceIdentifier: 'one' });
    const moto = recordedMoto(recorded, recorded);
    const id = contentOf((await send(gaps, moto, create)).xml, 'DbiResourceId') ?? '';
    const byId = { 'Filters.Filter.1.Name': 'dbi-resource-id', 'Filters.Filter.1.Values.Value.1': id };
    const { xml } = await send(gaps, moto, queryRequest('rds', 'DescribeDBInstances', byId));
    expect(contentOf(xml, 'DbiResourceId')).toBe(id);
    expect(Object.fromEntries(formOf(moto.asked[1]!.body))).toMatchObject({ DBInstanceIdentifier: 'one' });
    expect(moto.asked[1]!.body.toString()).not.toContain('Filter');
  });
});
