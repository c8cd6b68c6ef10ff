/** What a thing of the map is. */
export type Kind =
  | 'host'
  | 'web'
  | 'worker'
  | 'job'
  | 'one-off'
  | 'site'
  | 'database'
  | 'queue'
  | 'bucket'
  | 'gateway'
  | 'nat'
  | 'server'
  | 'pool';

/** What a change does to a thing. */
export type ChangeOfThing = 'added' | 'removed' | 'changed';

/** An alarm that rings for a thing, and the page that says what to do. */
export interface AlarmOfThing {
  readonly name: string;
  /** What it means that it rings, as the alarm itself says it. */
  readonly about: string;
  /** The address of the runbook. */
  readonly runbook?: string;
}

/** A thing that can be selected: a host, a service, a database, the gateway, ... */
export interface Thing {
  /** Where it comes from in the code, which is unique in the estate: `grades-prod/backend`. */
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** The application, or the platform, that it belongs to. */
  readonly application: string;
  readonly environment: string;
  readonly owner: string;
  /** How requests from the internet come to a host: by the platform's gateway, or by CloudFront. Others lead elsewhere. */
  readonly entry?: 'gateway' | 'cdn';
  /** What stands below its name in the picture: `2 tasks of 512 MiB`. */
  readonly summary: string;
  /** Everything else that is known of it, as a term and what it is. */
  readonly facts: readonly (readonly [term: string, fact: string])[];
  /** Names alone: a value is nowhere in this repository. */
  readonly secrets: readonly string[];
  readonly alarms: readonly AlarmOfThing[];
  /** Dollars a month, where it is known. */
  readonly cost?: number;
  readonly change?: ChangeOfThing;
}

/** That one thing leads to another: a host to its service, a service to the queue it sends to. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** What goes over it: `sends`, `reads`. */
  readonly label: string;
  readonly change?: ChangeOfThing;
}

/** Where a box stands in the picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where things and links of an application are drawn, in their order. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** The corners of each link's line. */
  readonly lines: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** An application in one environment. */
export interface ApplicationMap {
  readonly application: string;
  readonly environment: string;
  readonly owner: string;
  /** Dollars a month, where they are known. */
  readonly cost?: number;
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  readonly layout: Layout;
}

/** A task on a node: which thing runs there, and how much of the node's memory is kept for it. */
export interface TaskOnNode {
  readonly thing: string;
  readonly name: string;
  readonly application: string;
  readonly environment: string;
  readonly memory: number;
}

/** A node, with what is placed on it. Memory in MiB, as the node registers it. */
export interface NodeOfMap {
  readonly name: string;
  readonly pool: string;
  readonly instanceType: string;
  readonly memory: number;
  readonly tasks: readonly TaskOnNode[];
}

/** A zone of a platform's network. */
export interface ZoneOfMap {
  readonly name: string;
  /** The ids of what stands in its public subnet. */
  readonly publicThings: readonly string[];
  /** The nodes in its private subnet. */
  readonly nodes: readonly NodeOfMap[];
}

/** A platform: its network with what stands in it. */
export interface PlatformMap {
  readonly name: string;
  readonly owner: string;
  readonly things: readonly Thing[];
  readonly zones: readonly ZoneOfMap[];
  /** Tasks for which no node has room. */
  readonly unplaced: readonly TaskOnNode[];
  /** Dollars a month, where they are known. */
  readonly cost?: number;
}

/** Everything that the page shows. */
export interface MapData {
  readonly environments: readonly string[];
  readonly applications: readonly ApplicationMap[];
  readonly platforms: readonly PlatformMap[];
  /** Whether another synth was given to compare with. */
  readonly compared: boolean;
  /** Dollars a month of everything in all environments, without tax, where they are known. */
  readonly bill?: number;
}
