import { capabilitiesWithoutRoot, notAUser, rootWithoutReason } from './errors';
import { ContainerProps } from './props';
import { reason } from './reason';

/** Nobody in particular: a number that no image gives more than its files' readers have. */
const nobodyInParticular = '1000:1000';

/**
 * Whom a container runs as. Never root by itself: containers of several applications share a node, and root in one is root
 * of the node for whatever breaks out.
 */
export function checkedUser({ user = nobodyInParticular, capabilities }: ContainerProps): string {
  if (typeof user !== 'string') {
    reason('it runs as root', user.root);
    return '0:0';
  }
  const part = '[a-z_][a-z0-9_-]*|\\d+';
  if (!new RegExp(`^(${part})(:(${part}))?$`).test(user)) throw notAUser(user);
  if (/^(root|0+)(:|$)/.test(user)) throw rootWithoutReason(user);
  if (capabilities && capabilities.add.length > 0) throw capabilitiesWithoutRoot(user);
  return user;
}
