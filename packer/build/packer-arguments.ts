/** What a build is told about itself, for the image's name and tags. */
export interface BuildFacts {
  readonly now: Date;
  readonly commit: string;
  readonly changedSinceCommit: boolean;
}

/** The words after `packer`: what is known here first, then what was passed, which may say otherwise. */
export function packerArguments(facts: BuildFacts, passed: readonly string[]): string[] {
  const commit = facts.changedSinceCommit ? `${facts.commit}-dirty` : facts.commit;
  return [
    'build',
    `-var=image_version=${imageVersion(facts.now)}`,
    `-var=commit=${commit}`,
    ...passed,
    'packer',
  ];
}

/** The version of an image that is built at a moment, such as 20260101-120000: later ones sort behind. */
export function imageVersion(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}
