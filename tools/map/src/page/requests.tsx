import { memo } from 'preact/compat';
import { ApplicationMap, MapData, Thing } from '../model/map-data';
import { Picked, standingOf } from './picked';
import { ThingButton } from './thing-button';
import { counted, monthly } from './words';

/** Where the lines from the internet stand, left of what they lead to. */
const trunks = { gateway: -32, cdn: -52 } as const;
type Trunk = keyof typeof trunks;

interface Props {
  readonly data: MapData;
  readonly environment: string;
  readonly picked: Picked;
  readonly found?: ReadonlySet<string>;
  readonly onSelect: (id: string) => void;
}

/** The way of a request: from the internet down a line to the applications, and there from left to right. */
export function Requests({ data, environment, picked, found, onSelect }: Props) {
  const applications = data.applications.filter((each) => each.environment === environment);
  const gateways = data.platforms.flatMap(({ things }) => things).filter(({ kind }) => kind === 'gateway');
  const selectedIn = applications.findIndex(({ things }) => things.some(({ id }) => id === picked.selected));
  const trunk = trunkOf(applications[selectedIn], picked);
  const byCdn = applications.some(({ things }) => things.some(({ entry }) => entry === 'cdn'));
  return (
    <div class={`requests ${trunk ? `through-${trunk}` : ''} ${byCdn ? '' : 'without-cdn'}`}>
      <ul class="stations" aria-label="Ways in from the internet">
        <li class="station internet">
          <span class="stop">Internet</span>
        </li>
        {gateways.map((gateway) => (
          <li key={gateway.id} class="station gateway">
            <ThingButton
              thing={gateway}
              standing={trunk === 'gateway' ? 'on-way' : standingOf(gateway.id, picked)}
              onSelect={onSelect}
            />
          </li>
        ))}
        {byCdn && (
          <li class="station cdn">
            <span class="stop">CloudFront</span>{' '}
            <span class="about">keeps copies of static sites near people</span>
          </li>
        )}
      </ul>
      {applications.map((application, n) => (
        <Band
          key={application.application}
          application={application}
          hidden={!isFound(application.things, found)}
          picked={n === selectedIn ? picked : nothing}
          passed={n < selectedIn ? trunk : undefined}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

/** A selected thing leaves other applications as they are. */
const nothing: Picked = {};

/** Whether a search finds any of these; nothing is searched for, and all are. */
function isFound(things: readonly Thing[], found: Props['found']): boolean {
  return found === undefined || things.some(({ id }) => found.has(id));
}

/** The line from the internet on which a selected thing lies. */
function trunkOf(application: ApplicationMap | undefined, picked: Picked): Trunk | undefined {
  const hosts = application?.things.filter(({ id, kind }) => kind === 'host' && picked.way?.has(id)) ?? [];
  return hosts.map(({ entry }) => entry).find((entry) => entry !== undefined);
}

interface BandProps {
  readonly application: ApplicationMap;
  readonly hidden: boolean;
  readonly picked: Picked;
  /** The line that leads through here to what is selected further down. */
  readonly passed?: Trunk;
  readonly onSelect: (id: string) => void;
}

/** One application. A search hides it or shows it, and leaves what it holds as it is. */
const Band = memo(function Band({ application, hidden, picked, passed, onSelect }: BandProps) {
  return (
    <section
      class={`band ${passed ? `passed-${passed}` : ''}`}
      hidden={hidden}
      aria-labelledby={`band-${application.application}`}
      style={{ '--height': `${application.layout.height}px` }}
    >
      <Application application={application} picked={picked} onSelect={onSelect} />
    </section>
  );
});

type ApplicationProps = Pick<BandProps, 'application' | 'picked' | 'onSelect'>;

const Application = memo(function Application({ application, picked, onSelect }: ApplicationProps) {
  const { things, layout, owner, cost } = application;
  const services = things.filter(({ kind }) => kind === 'web' || kind === 'worker').length;
  return (
    <>
      <header>
        <h2 id={`band-${application.application}`}>{application.application}</h2>
        <p>
          owned by {owner}
          {services > 0 && ` · ${counted(services, 'service')}`}
          {cost !== undefined && ` · ${monthly(cost)}`}
        </p>
      </header>
      <div class="picture" style={{ height: `${layout.height}px`, width: `${layout.width}px` }}>
        <Lines application={application} way={picked.way} />
        {things.map((thing, n) => (
          <ThingButton
            key={thing.id}
            thing={thing}
            standing={standingOf(thing.id, picked)}
            box={layout.boxes[n]}
            onSelect={onSelect}
          />
        ))}
      </div>
    </>
  );
});

interface LinesProps {
  readonly application: ApplicationMap;
  readonly way: Picked['way'];
}

/** From the internet to hosts, and between things. What they say is said in the details, too. */
const Lines = memo(function Lines({ application: { things, links, layout }, way }: LinesProps) {
  const lit = (...ids: string[]) => (ids.every((id) => way?.has(id)) ? 'lit' : '');
  return (
    <svg class="lines" width={layout.width} height={layout.height} aria-hidden="true">
      {things.map(({ id, entry }, n) => {
        const box = layout.boxes[n];
        if (!entry || !box) return null;
        const y = box.y + box.height / 2;
        return (
          <g key={id} class={`${entry} ${lit(id)}`}>
            {lit(id) && <path class="trunk" d={`M${trunks[entry]} -60V${y}`} />}
            <path d={`M${trunks[entry]} ${y}H${box.x}`} />
            <circle cx={trunks[entry]} cy={y} r="3.5" />
          </g>
        );
      })}
      {links.map(({ from, to, change }, n) => (
        <path
          key={`${from} ${to}`}
          class={`link ${lit(from, to)} ${change ?? ''}`}
          d={rounded(layout.lines[n] ?? [])}
        />
      ))}
    </svg>
  );
});

/** A line through corners, which are rounded a little. */
function rounded(corners: readonly (readonly [number, number])[]): string {
  return corners
    .map(([x, y], n) => {
      const [before, after] = [corners[n - 1], corners[n + 1]];
      if (!before) return `M${x} ${y}`;
      if (!after) return `L${x} ${y}`;
      const radius = Math.min(6, distance(before, [x, y]) / 2, distance([x, y], after) / 2);
      const [inX, inY] = towards([x, y], before, radius);
      const [outX, outY] = towards([x, y], after, radius);
      return `L${inX} ${inY}Q${x} ${y} ${outX} ${outY}`;
    })
    .join('');
}

type Point = readonly [number, number];
const distance = ([x, y]: Point, [otherX, otherY]: Point) => Math.hypot(otherX - x, otherY - y);

function towards([x, y]: Point, [toX, toY]: Point, by: number): Point {
  const length = distance([x, y], [toX, toY]) || 1;
  return [x + ((toX - x) / length) * by, y + ((toY - y) / length) * by];
}
