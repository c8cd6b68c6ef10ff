import { Construct } from 'constructs';
import { isUserError } from '../../user-error';

/** The problems that are noted in a tree while something is made in it, which nothing but a UserError may stop. */
export function problemsIn<T extends Construct>(root: T, make: (root: T) => void): string {
  try {
    make(root);
  } catch (error) {
    if (!isUserError(error)) throw error;
  }
  return root.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((message) => `${node.path}: ${message}`))
    .join('\n');
}
