/** Projects that are deployed together, after the ones before them. */
export interface Phase {
  readonly title: string;
  /** What `nx run-many` is told to choose them. */
  readonly projects: readonly string[];
}

/** The order in which the estate is deployed: each phase needs what the ones before it made. */
export const phases: readonly Phase[] = [
  { title: 'bootstrap', projects: ['-p', 'bootstrap'] },
  { title: 'the platform', projects: ['-p', 'platform'] },
  { title: 'the applications', projects: ['-p', 'tag:stacks', '--exclude', 'bootstrap,platform'] },
];
