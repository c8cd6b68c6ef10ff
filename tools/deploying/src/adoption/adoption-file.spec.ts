import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { AdoptionFile } from './adoption-file';

const parent = temporaryFolder();
const before = { A: { values: ['192.0.2.7', '192.0.2.8'], ttl: 300 } };

describe('adoption.json', () => {
  it('is written in the form that the workspace says, and put back as it was', () => {
    const folder = mkdtempSync(join(parent, 'grades-'));
    const written = '{ "prod": { "records": [ "A play.grades.no" ] } }';
    writeFiles(folder, { '.prettierrc': { tabWidth: 1 }, 'adoption.json': written });
    const file = new AdoptionFile(folder);
    const putBack = file.changeHost('prod', 'grades.no', { is: 'held', since: '2026-11-26', before });
    const text = readFileSync(file.path, 'utf8');
    expect(text).toContain('"records": ["A play.grades.no"]');
    expect(text).toContain('    "before": {');
    expect(text).toContain('"values": ["192.0.2.7", "192.0.2.8"]');
    expect(text).toMatch(/\}\n$/);
    expect(file.host('prod', 'grades.no')?.before).toEqual(before);
    putBack();
    expect(readFileSync(file.path, 'utf8')).toBe(written);
  });
});
