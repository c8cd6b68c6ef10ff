import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimRecord, readRecord, removeRecord, replaceRecord } from './process-record';

describe('the process record', () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const file = join(dir, 'local-aws', 'process.json');
  const record = (instanceId: string) => ({ instanceId, port: 1, supervisorPid: 2 });

  afterEach(() => rmSync(join(dir, 'local-aws'), { recursive: true, force: true }));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is given to the first who claims it', () => {
    expect([claimRecord(file, record('a')), claimRecord(file, record('b'))]).toEqual([true, false]);
    expect(readRecord(file)).toEqual(record('a'));
  });

  it('is removed for its own instance only, and leaves no drafts', () => {
    claimRecord(file, record('a'));
    replaceRecord(file, { ...record('a'), motoPid: 3 });
    removeRecord(file, 'b');
    expect(readRecord(file)).toEqual({ ...record('a'), motoPid: 3 });
    removeRecord(file, 'a');
    expect(readdirSync(join(dir, 'local-aws'))).toEqual([]);
  });
});
