import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLocalAws } from '@dotkom/local-aws';
import { missingPrerequisite } from '@dotkom/local-estate';
import { requireEngine } from '@dotkom/local-nodes';
import { configurePodman, whyNoContainers } from '@dotkom/local-nodes/testing';
import { startBrowser, whyNoBrowser } from '@dotkom/map/testing';
import { Browser } from 'playwright-core';
import { CommandStep, stepsOf } from '../reader/page';
import { look, noteTaken } from './pictures';
import { notPrinted } from './printed';
import { Reader } from './reader';

const workspaceRoot = join(__dirname, '../../../..');
const steps = stepsOf(readFileSync(join(workspaceRoot, 'docs/tutorial.md'), 'utf8'));
/** `PICTURES=true` takes the pictures of the page anew. */
const takesPictures = process.env['PICTURES'] === 'true';

const podman = configurePodman();
const probe = mkdtempSync(join(tmpdir(), 'tutorial-'));
const missing = whyNoContainers() ?? whyNoBrowser() ?? missingPrerequisite(workspaceRoot, probe);
if (missing) process.stderr.write(`\n  SKIPPED, NOT TESTED: the tutorial. ${missing}\n\n`);

(missing ? describe.skip : describe)('the tutorial', () => {
  let reader: Reader;
  let browser: Browser;
  const taken: string[] = [];
  /** A step that went wrong: those after it could not go right. */
  let broken: string | undefined;
  /** What goes on in another terminal. */
  let beside: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    await stopLocalAws({ workspaceRoot, dir: probe });
    reader = new Reader(workspaceRoot, (await requireEngine()).program);
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await reader?.stop();
    await beside.catch(() => undefined);
    reader?.leave();
    podman.remove();
    rmSync(probe, { recursive: true, force: true });
    if (taken.length > 0) noteTaken(workspaceRoot, taken);
  });

  /** Does a step, unless one before it went wrong. */
  async function inTurn(step: string, act: () => Promise<void>): Promise<void> {
    expect(broken).toBeUndefined();
    broken = step;
    await act();
    broken = undefined;
  }

  async function does({ command, fails, shown }: CommandStep): Promise<void> {
    const { code, output } = await reader.run(command);
    const asShown = notPrinted(shown, output) ?? 'printed';
    expect({ command, fails: code !== 0, asShown, output }).toEqual({
      ...{ command, fails, asShown: 'printed', output },
    });
  }

  it.each(
    steps.map((step, index) => [index + 1, 'command' in step ? step.command : step.picture, step] as const),
  )('%i. %s', (_number, name, step) =>
    inTurn(name, async () => {
      if ('picture' in step) {
        await look(browser, reader, name, takesPictures ? join(workspaceRoot, 'docs', name) : undefined);
        if (takesPictures) taken.push(name);
        return;
      }
      if (name === 'npm ci') return; // The reader has the dependencies of this workspace.
      if (step.waits) await beside;
      const done = does(step);
      if (!step.goesOn) return done;
      beside = done;
      beside.catch(() => undefined); // Told where it is waited for.
    }),
  );
});
