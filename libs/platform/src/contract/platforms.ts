/** The instances of the platform. Applications name the one they run on; most need not, and run on the first. */
export const platformNames = ['prod'] as const;

/** The name of an instance of the platform. */
export type PlatformName = (typeof platformNames)[number];

export const defaultPlatform: PlatformName = platformNames[0];

/** The name of a platform's stack, and of the things in it that have the platform's name. */
export function platformStackName(platform: string): string {
  return `platform-${platform}`;
}
