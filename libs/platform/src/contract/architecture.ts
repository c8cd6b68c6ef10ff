/** The CPU architectures that nodes have. Each has a node pool of its own; a service runs on the pool of its images. */
export const architectures = ['arm64', 'amd64'] as const;

export type Architecture = (typeof architectures)[number];
