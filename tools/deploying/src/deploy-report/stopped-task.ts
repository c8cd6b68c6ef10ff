import { Task } from '@aws-sdk/client-ecs';

/** Why a task stopped and how its containers ended, in lines for people. */
export function stoppedInWords(task: Task): string[] {
  const stopped = `Task ${idOf(task.taskArn)} stopped: ${task.stoppedReason ?? task.stopCode ?? 'no reason was given'}`;
  const containers = (task.containers ?? []).map(({ name, exitCode, reason }) => {
    const how = exitCode === undefined ? 'did not start' : `exit code ${exitCode}${meaning(exitCode)}`;
    return `  container ${name}: ${how}${reason ? `, ${reason}` : ''}`;
  });
  return [stopped, ...containers];
}

/** What AWS calls a thing within its cluster: the last word of its ARN. */
export function idOf(arn = ''): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** What the kernel and the shell mean by an exit code that is no application's own. */
function meaning(exitCode: number): string {
  const meanings: Partial<Record<number, string>> = {
    127: ' (the command was not found)',
    137: ' (killed: out of memory, or it did not stop when asked)',
    139: ' (it crashed)',
    143: ' (it was asked to stop)',
  };
  return meanings[exitCode] ?? '';
}
