import { memo } from 'preact/compat';
import { ApplicationMap, MapData } from '../model/map-data';
import { ThingButton } from './thing-button';
import { Picked, standingOf } from './picked';
import { counted, monthly } from './words';

/** Where the lines from the internet stand, left of what they lead to. */
const trunks = { gateway: -32, cdn: -52 } as const;
type Trunk = keyof typeof trunks;

interface Props {
  readonly data: MapData;
  readonly environment: string;
  readonly picked: Picked;
  readonly onSelect: (id: string) => void;
}

/** The way of a request: from the internet down a line to the applications, and there from left to right. */
export function Requests({ data, environment, picked, onSelect }: Props) {
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
      {applications.map((application, n) => {
        const things = new Set(application.things.map(({ id }) => id));
        const found =
          picked.found === undefined || application.things.some(({ id }) => picked.found?.has(id));
        const concerned = n === selectedIn || picked.found !== undefined;
        return (
          <Band
            key={`${application.application}-${environment}`}
            application={application}
            hidden={!found}
            picked={concerned ? restrict(picked, things) : nothingPicked}
            passed={n < selectedIn ? trunk : undefined}
            onSelect={onSelect}
          />
        );
      })}
    </div>
  );
}

const nothingPicked: Picked = {};

function restrict(picked: Picked, things: ReadonlySet<string>): Picked {
  return things.has(picked.selected ?? '') ? picked : { found: picked.found };
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

/** One application. Drawn again only when something of it is selected or found. */
const Band = memo(function Band({ application, hidden, picked, passed, onSelect }: BandProps) {
  const { things, layout, owner, cost } = application;
  const services = things.filter(({ kind }) => kind === 'web' || kind === 'worker').length;
  return (
    <section
      class={`band ${passed ? `passed-${passed}` : ''}`}
      hidden={hidden}
      aria-labelledby={`band-${application.application}`}
      style={{ '--height': `${layout.height}px` }}
    >
      <header>
        <h2 id={`band-${application.application}`}>{application.application}</h2>
        <p>
          owned by {owner}
          {services > 0 && ` · ${counted(services, 'service')}`}
          {cost !== undefined && ` · ${monthly(cost)}`}
        </p>
      </header>
      <div class="picture" style={{ height: `${layout.height}px`, width: `${layout.width}px` }}>
        <Lines application={application} picked={picked} />
        {things.map((thing, n) => {
          const box = layout.boxes[n];
          if (!box) return null;
          const style = {
            left: `${box.x}px`,
            top: `${box.y}px`,
            width: `${box.width}px`,
            height: `${box.height}px`,
          };
          return (
            <ThingButton
              key={thing.id}
              thing={thing}
              standing={standingOf(thing.id, picked)}
              style={style}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </section>
  );
});

/** From the internet to hosts, and between things. What they say is said in the details, too. */
function Lines({
  application: { things, links, layout },
  picked,
}: {
  application: ApplicationMap;
  picked: Picked;
}) {
  const lit = (...ids: string[]) => (picked.way && ids.every((id) => picked.way?.has(id)) ? 'lit' : '');
  return (
    <svg class="lines" width={layout.width} height={layout.height} aria-hidden="true">
      {things.map((thing, n) => {
        const { entry } = thing;
        const box = layout.boxes[n];
        if (!entry || !box) return null;
        const y = box.y + box.height / 2;
        return (
          <g key={thing.id} class={`${entry} ${lit(thing.id)}`}>
            {lit(thing.id) && <path class="trunk" d={`M${trunks[entry]} -60V${y}`} />}
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
}

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
