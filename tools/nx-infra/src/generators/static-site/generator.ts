import { Tree } from '@nx/devkit';
import { zoneHolding } from '@dotkom/platform/contract/conventions';
import { addConstruct, ConstructOptions, ConstructTemplate } from '../construct';
import { hostInEnvironments, hostQuestion } from '../hosts';

export interface StaticSiteOptions extends ConstructOptions {
  readonly host: string;
}

const staticSite: ConstructTemplate<StaticSiteOptions> = {
  generator: 'static-site',
  className: 'StaticSite',
  what: 'a static site',
  example: 'web',
  questions: (tree) => [hostQuestion(tree, zoneHolding)], // Its certificate is its own, for as many levels as it likes.
  properties: ({ host }, environment) => ({ host: hostInEnvironments(host, environment) }),
};

/** `nx g static-site web --application vengeful-vineyard --host vinstraff.no` */
export default function staticSiteGenerator(
  tree: Tree,
  options: Partial<StaticSiteOptions>,
): Promise<() => void> {
  return addConstruct(tree, options, staticSite);
}
