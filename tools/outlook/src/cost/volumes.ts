/**
 * How much an application in prod is used in a month: what everything that is paid by use is computed with. They are rounded
 * up from what Dotkom's applications are, and stand here alone. What was really used says AWS's bill
 * (docs/runbooks/budget.md); where it says otherwise for long, change it here.
 */
export interface Volumes {
  /** Of each web service, in millions, and what an answer holds. */
  readonly requestMillions: number;
  readonly answerKilobytes: number;
  /** What each task writes to its log, and sends to the internet by itself. */
  readonly logGigabytesPerTask: number;
  readonly sentGigabytesPerTask: number;
  /** What goes through the NAT for each task, both ways: it is free, and a NAT gateway would charge for it. */
  readonly throughNatGigabytesPerTask: number;
  /** What a log that no task writes to gets: of the database, of sessions, of a function. */
  readonly otherLogGigabytes: number;
  /** What a repository keeps; images share their layers. */
  readonly imageGigabytes: number;
  readonly bucketGigabytes: number;
  readonly bucketWriteThousands: number;
  readonly bucketReadThousands: number;
  readonly siteGigabytes: number;
  readonly siteRequestMillions: number;
  /** Of each queue: mostly asking whether there is something. */
  readonly queueRequestMillions: number;
  readonly emailThousands: number;
  readonly zoneQueryMillions: number;
  /** Of each function: how often it runs, for how many seconds, with how much memory. */
  readonly functionGigabyteSeconds: number;
}

const prod: Volumes = {
  requestMillions: 1,
  answerKilobytes: 20,
  logGigabytesPerTask: 0.5,
  sentGigabytesPerTask: 1,
  throughNatGigabytesPerTask: 3,
  otherLogGigabytes: 0.1,
  imageGigabytes: 3,
  bucketGigabytes: 5,
  bucketWriteThousands: 20,
  bucketReadThousands: 200,
  siteGigabytes: 20,
  siteRequestMillions: 1,
  queueRequestMillions: 0.2,
  emailThousands: 10,
  zoneQueryMillions: 1,
  functionGigabyteSeconds: 500,
};

/** What staging is used, of what prod is: its images and files are as large, and hardly anybody asks for them. */
const stagingShare = 0.05;

const keptAsLarge: readonly (keyof Volumes)[] = ['answerKilobytes', 'imageGigabytes'];

/** How much an application is used in an environment. */
export function volumesIn(environment: string, of: Volumes = prod): Volumes {
  if (environment !== 'staging') return of;
  return mapped(of, (name, volume) => (keptAsLarge.includes(name) ? volume : volume * stagingShare));
}

/** As many times as much of everything but the size of an answer. */
export function times(factor: number, of: Volumes = prod): Volumes {
  return mapped(of, (name, volume) => (name === 'answerKilobytes' ? volume : volume * factor));
}

export const statedVolumes = prod;

function mapped(of: Volumes, change: (name: keyof Volumes, volume: number) => number): Volumes {
  const entries = Object.entries(of) as [keyof Volumes, number][];
  // People read them: 0.2 times 0.05 is 0.01, and no 0.010000000000000002.
  const changed = entries.map(([name, volume]) => [name, Number(change(name, volume).toPrecision(12))]);
  return Object.fromEntries(changed) as Volumes;
}
