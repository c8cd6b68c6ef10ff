import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notSynthesised } from './errors';

type Block = Record<string, any>;

/** A stack as `synth` wrote it. */
export interface SynthesisedStack {
  readonly name: string;
  /** Its Terraform JSON, as text: what is deployed is this and nothing else. */
  readonly text: string;
  readonly json: { readonly resource?: Record<string, Record<string, Block>>; readonly [key: string]: any };
  /** The folder of the files that the JSON refers to by their content's hash, such as a function's code; if there are any. */
  readonly assets?: string;
  /** Changes with the JSON and with nothing else: what assets hold is in their names. */
  readonly digest: string;
}

/** A resource of a synthesised stack. */
export interface Resource {
  readonly type: string;
  readonly address: string;
  /** Where it comes from in the code: `grades-prod/backend/route/rule`. */
  readonly constructPath: string;
  readonly config: Block;
}

/** Where a stack's assets are, seen from its JSON. CDKTF calls it so. */
export const assetsFolder = 'assets';

/** Where the stacks of a project are synthesised to. */
export function synthFolder(workspaceRoot: string, projectRoot: string): string {
  return join(workspaceRoot, 'dist', projectRoot);
}

/**
 * Every stack of a project, as synthesised.
 *
 * @throws UserError when there are none.
 */
export function readStacks(folder: string, project: string): SynthesisedStack[] {
  const stacks = join(folder, 'stacks');
  if (!existsSync(stacks)) throw notSynthesised(folder, project);
  return readdirSync(stacks)
    .sort()
    .map((name) => {
      const assets = join(stacks, name, assetsFolder);
      const text = readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8');
      return readStack(name, text, existsSync(assets) ? assets : undefined);
    });
}

/** Every stack of a project, as synthesised; none for a project without stacks, or whose own task has to make them yet. */
export function stacksIfAny(folder: string, project: string): SynthesisedStack[] {
  return existsSync(join(folder, 'stacks')) ? readStacks(folder, project) : [];
}

/** What projects and stacks are called. */
const usualName = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * The stacks of every project in a folder such as `dist/apps`, in the order of their names; none where it is not there. What
 * is called as no project and no stack is left out: the folder may be of code that nobody has reviewed.
 */
export function stacksBelow(folder: string): SynthesisedStack[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((project) => usualName.test(project))
    .sort()
    .flatMap((project) => stacksIfAny(join(folder, project), project))
    .filter(({ name }) => usualName.test(name));
}

/** A stack from its Terraform JSON, and the folder of its assets where it has some. */
export function readStack(name: string, text: string, assets?: string): SynthesisedStack {
  const digest = createHash('sha256').update(text).digest('hex');
  return { name, text, json: JSON.parse(text), assets, digest };
}

/** The resources of a stack, of one type or of all. */
export function resourcesOf({ json }: SynthesisedStack, type?: string): Resource[] {
  return blocksOf(json.resource).filter((resource) => type === undefined || resource.type === type);
}

/** Where in the code each resource and data source of a stack comes from, by its address. */
export function constructPathsOf({ json }: SynthesisedStack): ReadonlyMap<string, string> {
  const data = blocksOf(json.data).map(({ address, ...rest }) => ({ ...rest, address: `data.${address}` }));
  return new Map(
    [...blocksOf(json.resource), ...data].map(({ address, constructPath }) => [address, constructPath]),
  );
}

function blocksOf(blocks: Record<string, Record<string, Block>> = {}): Resource[] {
  return Object.entries(blocks).flatMap(([type, ofType]) =>
    Object.entries(ofType).map(([id, config]) => ({
      type,
      address: `${type}.${id}`,
      constructPath: config['//']?.metadata?.path ?? id,
      config,
    })),
  );
}

/** The tags that every resource of a stack has. */
export function ownTags({ json }: SynthesisedStack): Partial<Record<string, string>> {
  return json.provider?.aws?.[0]?.default_tags?.[0]?.tags ?? {};
}

/** The bucket that a stack's state is kept in. */
export function stateBucketOf({ json }: SynthesisedStack): string {
  return json.terraform.backend.s3.bucket;
}

/** Whether a stack makes the bucket in which its own state is kept. */
export function makesItsStateBucket(stack: SynthesisedStack): boolean {
  return resourcesOf(stack, 'aws_s3_bucket').some(({ config }) => config.bucket === stateBucketOf(stack));
}

/** The environment of a stack, or the name of its platform: what its resources are tagged with. */
export function environmentOf({ json }: SynthesisedStack): string {
  return json.provider.aws[0].default_tags[0].tags.Environment;
}
