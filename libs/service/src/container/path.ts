import { notAPathInTheImage } from './errors';

const path = /^(\/[\w.@-]+)+$/;
const wayBack = /\/\.\.?(\/|$)/;

/** Whether a text is a path from the root of an image, without a way back. */
export function isPath(text: string): boolean {
  return path.test(text) && !wayBack.test(text);
}

/** Checks a path of a file that an image holds. */
export function checkedPath(text: string): string {
  if (!isPath(text)) throw notAPathInTheImage(text);
  return text;
}
