/** By what every generated page is written. */
export const command = 'npx tsx tools/documentation/src/write.ts';

/** What stands first in a generated page. */
export const banner = `<!-- Generated: \`${command}\` writes this page, and a test fails when it is not what that would write. -->`;
