import { RecordTarget, HostRecords, hostRecordTypes } from '@dotkom/stack/adoption';

/** How long Route 53 lets others remember an alias: what AWS gives for load balancers and distributions. */
const aliasTtl = 60;

/** The records of a host with what each leads to. */
export function targetsOf(records: HostRecords): RecordTarget[] {
  return hostRecordTypes.flatMap((type) => records[type] ?? []);
}

/** The names that records lead to; addresses are none. */
export function namesIn(records: HostRecords): string[] {
  const names = hostRecordTypes.flatMap((type) => {
    const target = records[type];
    if (!target) return [];
    if ('alias' in target) return [target.alias.name];
    return type === 'CNAME' ? target.values : [];
  });
  return [...new Set(names.map((name) => name.replace(/\.$/, '').toLowerCase()))];
}

/** Where records lead, in words. */
export function inWords(records: HostRecords): string {
  const all = targetsOf(records).map((target) =>
    'alias' in target ? target.alias.name : target.values.join(', '),
  );
  return [...new Set(all)].join(' and ');
}

/** For how many seconds others may go on as records said. */
export function longestTtl(records: HostRecords): number {
  return Math.max(aliasTtl, ...targetsOf(records).map((target) => ('ttl' in target ? target.ttl : aliasTtl)));
}

export { aliasTtl };
