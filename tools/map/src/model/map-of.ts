import { Application, Estate, Platform, readEstate } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { Layouts } from '../layout/layout';
import { ApplicationPicture, pictureOf } from './application-picture';
import { compared, comparedThings } from './changes';
import { ApplicationMap, MapData, Thing } from './map-data';
import { MonthlyCosts } from './monthly-costs';
import { platformMap } from './platform-map';
import { platformThings } from './platform-things';

export interface MapOptions {
  /** What things cost. @default no cost is shown */
  readonly costs?: MonthlyCosts;
  /** The stacks as they were before a change: what it adds and removes is marked. */
  readonly before?: readonly SynthesisedStack[];
}

const unknownCosts: MonthlyCosts = { ofThings: () => new Map(), ofStack: () => undefined };

/**
 * Everything that the map shows of these stacks, those of every project.
 *
 * @throws UserError as {@link readEstate} does.
 */
export async function mapOf(
  stacks: readonly SynthesisedStack[],
  { costs = unknownCosts, before }: MapOptions = {},
): Promise<MapData> {
  const estate = readEstate(stacks);
  const earlier = before && readEstate(before);
  const layouts = new Layouts();
  const applications = together(estate.applications, earlier?.applications).map(
    async (application): Promise<ApplicationMap> => {
      const [now, then] = [pictureIn(estate, stacks, application), pictureIn(earlier, before, application)];
      const { things, links } = before ? compared(then, now) : now;
      const { name, environment, owner } = application;
      return {
        application: application.application,
        environment,
        owner,
        cost: costs.ofStack(name),
        things: withCosts(things, costs),
        links,
        layout: await layouts.of(things, links),
      };
    },
  );
  const platforms = together(estate.platforms, earlier?.platforms).map(({ name }) => {
    const [now, then] = [platformNamed(name, estate), platformNamed(name, earlier)];
    const things = before ? comparedThings(thingsOf(then), thingsOf(now)) : thingsOf(now);
    return platformMap(
      estate,
      [now, then].filter((each) => each !== undefined),
      withCosts(things, costs),
      costs.ofStack(name),
    );
  });
  return {
    environments: environmentsOf(estate, earlier),
    applications: await Promise.all(applications),
    platforms,
    bill: costs.bill,
    compared: before !== undefined,
  };
}

function withCosts(things: readonly Thing[], costs: MonthlyCosts): Thing[] {
  const ofThings = costs.ofThings(things);
  return things.map((thing) => {
    const cost = ofThings.get(thing.id);
    return cost ? { ...thing, cost } : thing;
  });
}

/** The stacks of both, each once. */
function together<Each extends { readonly name: string }>(
  now: readonly Each[],
  then: readonly Each[] = [],
): Each[] {
  const gone = then.filter(({ name }) => !now.some((each) => each.name === name));
  return [...now, ...gone].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function platformNamed(name: string, estate: Estate | undefined): Platform | undefined {
  return estate?.platforms.find((each) => each.name === name);
}

function thingsOf(platform: Platform | undefined): Thing[] {
  return platform ? platformThings(platform) : [];
}

function pictureIn(
  estate: Estate | undefined,
  stacks: readonly SynthesisedStack[] | undefined,
  { name }: Application,
): ApplicationPicture {
  const application = estate?.applications.find((each) => each.name === name);
  const stack = stacks?.find((each) => each.name === name);
  return application && stack ? pictureOf(application, stack) : { things: [], links: [] };
}

/** Production first: what people ask about most. */
function environmentsOf(...estates: readonly (Estate | undefined)[]): string[] {
  const names = estates.flatMap((estate) => estate?.applications.map(({ environment }) => environment) ?? []);
  return [...new Set(names)].sort((one, other) =>
    one === 'prod' ? -1 : other === 'prod' ? 1 : one < other ? -1 : 1,
  );
}
