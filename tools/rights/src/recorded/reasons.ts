/** A refusal that keeps no deploy from its end. */
export interface FineRefusal {
  readonly roles: RegExp;
  readonly action: string;
  readonly resources: RegExp;
  readonly because: string;
}

/** What roles would be refused, and may be. Each is asked in every recording, or it goes. */
export const refusedAndFine: readonly FineRefusal[] = [
  {
    roles: /^ci-(plan|apply-platform-)/,
    action: 'ec2:GetInstanceUefiData',
    resources: /:instance\/ami-/,
    because: 'the provider asks it of every image it reads, and goes on without an answer',
  },
  {
    roles: /^ci-apply-platform-/,
    action: 's3:GetObject',
    resources: /dotkom-infra-state\/stacks\//,
    because: 'a platform is destroyed by a person, who is asked first whether any stack is on it',
  },
];

/**
 * What roles may do and no recording shows, as `<role> <statement>: <action or resource>`, with why they may. `*` is any text.
 * Each is about something that is found, or it goes.
 */
export const unusedForAReason: Readonly<Record<string, string>> = {
  'ci-node-image *': 'Packer uses it, which starts instances that no emulator boots',
  'node-image-builder *': "the temporary instance's agent uses it, and no emulator boots one",
  'ci-release-* LogInToRegistry: *': 'Docker uses it to push an image, and the recording pushes none',
  'ci-release-* PullImages: *': 'Docker uses it to push an image, and the recording pushes none',
  'ci-release-* PushImages: *': 'Docker uses it to push an image, and the recording pushes none',
};
