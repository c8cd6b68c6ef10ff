/** Apart from the rest: the client of EC2 takes a third of a second to load, and only these ask it. */
export { openShell, type ShellChoices } from './open-shell';
export { openTunnel, type TunnelChoices } from './open-tunnel';
