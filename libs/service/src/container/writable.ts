import { inProperty } from '@dotkom/stack';
import { folderOfTheSystem, folderWithinFolder, notAFolder } from './errors';
import { Check, checkedEach } from './check';
import { isPath } from './path';

/**
 * The folders that a container may write to, /tmp among them. Each is a file system of its own: in one that is within
 * another, or there twice, what was written would be hidden.
 */
export function writableFolders(asked: readonly string[], check: Check): readonly string[] {
  const folders = ['/tmp', ...checkedEach('writable', asked, check, checkedFolder)];
  return folders.filter((folder, index) => {
    const others = folders.filter((_, at) => at !== index);
    const other = others.find((each) => `${folder}/`.startsWith(`${each}/`));
    return (
      other === undefined ||
      check(
        inProperty('writable', () => refuseWithin(folder, other)),
        folder === '/tmp',
      )
    );
  });
}

function refuseWithin(folder: string, other: string): never {
  throw folderWithinFolder(folder, other);
}

/** What the kernel has in place of files, at any depth. */
const ofTheKernel = /^\/(proc|sys|dev)(\/|$)/;
/** Programs, what they are linked with, and by what they know users and hosts; in folders below these an image may have its own. */
const ofTheSystem =
  /^\/(|s?bin|lib|lib32|lib64|etc|boot|var|usr|usr\/(local\/)?(s?bin|lib|lib64|share)|usr\/local)$/;

function checkedFolder(folder: string): string {
  if (ofTheKernel.test(folder) || ofTheSystem.test(folder)) throw folderOfTheSystem(folder);
  if (!isPath(folder) || folder === '/tmp') throw notAFolder(folder);
  return folder;
}
