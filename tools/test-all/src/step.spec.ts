import { join } from 'node:path';
import { start } from './step';

const workspaceRoot = join(__dirname, '..', '..', '..');
const step = (title: string, code: string, program = 'tsx') => ({ title, command: [program, '-e', code] });

describe('a check', () => {
  let printed: string;
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += text), true));
    jest.spyOn(console, 'log').mockImplementation((text) => void (printed += `${text}\n`));
  });
  afterEach(() => jest.restoreAllMocks());

  it('that runs beside another one is shown after it, with all that it said meanwhile', async () => {
    const beside = start(step('Beside', 'console.error("early"); console.log("late")'), workspaceRoot);
    const first = start(step('First', 'setTimeout(() => console.log("first"), 1500)'), workspaceRoot);
    expect(await first.show()).toBe(true);
    expect(printed).toBe('\n── First\nfirst\n');
    expect(await beside.show()).toBe(true);
    expect(printed.split('\n').slice(3).sort()).toEqual(['', '', 'early', 'late', '── Beside'].sort());
  });

  it('fails when its program does, or when there is none', async () => {
    expect(await start(step('Fails', 'process.exit(3)'), workspaceRoot).show()).toBe(false);
    expect(await start(step('Missing', '', 'no-such-program'), workspaceRoot).show()).toBe(false);
    expect(printed).toContain('no-such-program');
  });
});
