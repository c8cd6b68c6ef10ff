import { getPriority } from 'node:os';
import { join } from 'node:path';
import { later, start } from './step';

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
    expect(await first.show()).toMatchObject({ succeeded: true });
    expect(printed).toBe('\n── First\nfirst\n');
    expect(await beside.show()).toMatchObject({ succeeded: true });
    expect(printed.split('\n').slice(3).sort()).toEqual(['', '', 'early', 'late', '── Beside'].sort());
  });

  it('says how long it took, however late it is shown', async () => {
    const running = start(step('Short', 'setTimeout(() => undefined, 1000)'), workspaceRoot);
    const { seconds } = await running.ended;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await running.show()).seconds).toBe(seconds);
    expect(seconds).toBeGreaterThanOrEqual(1);
  });

  it('that yields gets the processor after one that does not, with all that it starts', async () => {
    const asked = `const { getPriority } = require('node:os');
      const { execFileSync } = require('node:child_process');
      const ofChild = execFileSync(process.execPath, ['-p', 'os.getPriority()']);
      console.log(getPriority(), String(ofChild).trim());`;
    await start(step('Comes first', asked), workspaceRoot).show();
    await start({ ...step('Yields', asked), yields: true }, workspaceRoot).show();
    const [, first, firstOfChild, yields, yieldsOfChild] =
      /Comes first\n(-?\d+) (-?\d+)\n[^]*Yields\n(-?\d+) (-?\d+)\n/.exec(printed) ?? [];
    expect([first, yields].map(Number)).toEqual([getPriority(), later(getPriority())]);
    expect([firstOfChild, yieldsOfChild]).toEqual([first, yields]);
  });

  it('yields to a check that yields itself, as far as the system counts', () => {
    expect([0, 5, 10, 19].map(later)).toEqual([10, 15, 19, 19]); // Nice values: what is higher comes later.
  });

  it('fails when its program does, or when there is none', async () => {
    const failed = { succeeded: false };
    expect(await start(step('Fails', 'process.exit(3)'), workspaceRoot).show()).toMatchObject(failed);
    expect(await start(step('Missing', '', 'no-such-program'), workspaceRoot).show()).toMatchObject(failed);
    expect(printed).toContain('no-such-program');
  });
});
