/**
 * The environment in which Nx runs once and leaves nothing behind: no daemon, no screen of its own, and its plugins loaded
 * by itself, because a process for each costs more than they do where none is kept.
 */
export const nxByItself = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' } as const;
