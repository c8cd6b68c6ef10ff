/** Apart from the rest: it asks services of AWS that nothing else asks, and their clients take long to load. */
export { environmentRows } from './checks/github-environments';
export { githubOf } from './github';
export { type Row } from './row';
export { preflight, type PreflightChoices } from './preflight';
