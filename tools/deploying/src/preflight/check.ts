import { SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { Row } from './row';

/** What a check looks at. */
export interface Subject {
  readonly account: Account;
  /** The stacks that are about to be deployed: bootstrap's alone, or the platform's and all applications'. */
  readonly stacks: readonly SynthesisedStack[];
  /** Every stack of the workspace. */
  readonly estate: readonly SynthesisedStack[];
  readonly outside: Outside;
}

/** What is asked beside AWS. */
export interface Outside {
  /** The name servers that the zone above a zone names for it; none where it names none. */
  readonly delegation: (zone: string) => Promise<readonly string[]>;
  /** What GitHub's API answers to a path, such as `/repos/dotkom/infra`. Nothing where there is no token to ask with. */
  readonly github?: (path: string) => Promise<GithubAnswer>;
}

export interface GithubAnswer {
  readonly status: number;
  readonly body: any;
}

/** Looks at one side of an account, and says how it stands. */
export interface Check {
  /** What it looks at, for where it cannot be asked. */
  readonly what: string;
  readonly rows: (subject: Subject) => Promise<readonly Row[]>;
}
