/** Tags by which people mean the newest image, whichever that is. */
const moving = /^(latest|main|master|edge|dev|development|staging|stg|prod|prd|production|stable)$/;

/** The tag that was given where a digest belongs: `latest`, or the end of `grades/prod/backend:latest`. */
export function tagIn(reference = ''): string | undefined {
  const [, tag] = /^(?:[\w./-]+(?::\d+\/[\w./-]+)?:)?([A-Za-z_][\w.-]{0,127})$/.exec(reference) ?? [];
  return reference.startsWith('sha256:') ? undefined : tag;
}

/** The one of an image's tags that its workflow moves to the next image. */
export function movingTag(tags: readonly string[]): string | undefined {
  return tags.find((tag) => moving.test(tag));
}
