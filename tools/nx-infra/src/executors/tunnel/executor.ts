import { ExecutorContext } from '@nx/devkit';
import { openTunnel, TunnelChoices } from '@dotkom/deploying/access';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople } from '../people';
import { workspaceStacks } from '../workspace';

export type TunnelOptions = AccountOptions & TunnelChoices;

/** `nx tunnel <application> -c <environment>`: a port of this machine that leads to the application's database, until Ctrl-C; with `-c local`, how to get in. */
export default function tunnel(
  options: TunnelOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('tunnel', options, context);
    return selection ? openTunnel(selection, workspaceStacks(context), options) : true;
  });
}
