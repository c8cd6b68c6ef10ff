const root =
  'it stands in the text of the containers, where ECS asks for no right; and no container of the estate may be root';
const byHand = 'the roles of applications may not write MX records: a person applies those';
const fixed = 'no instance of the platform can say it';

/** Options that the estate leaves off, as `<construct>.<option>`, with why no right depends on them. */
export const offForAReason: Readonly<Record<string, string>> = {
  'WebService.count': 'scaling takes its place here, and a Worker has it on: the same code',
  'WebService.formerly': 'a Worker has it on: the same code',
  'WebService.rollBackOn.none': 'it makes nothing and changes nothing',
  'task.user.root': root,
  'task.capabilities': root,
  'task.capabilities.add': root,
  'task.capabilities.because': root,
  'DnsRecord.servers': byHand,
  'DnsRecord.servers.*.priority': byHand,
  'DnsRecord.servers.*.host': byHand,
  'Sessions.idleMinutes': fixed,
  'Sessions.retentionDays': fixed,
  'Database.backupDays': fixed,
  'Nat.instanceType': fixed,
  'NodePool.image.version':
    'the image is looked up by another name, with the same right; the emulator has none of ours',
};
