import { memo } from 'preact/compat';
import { MapData, Thing } from '../model/map-data';
import { useLater } from './later';
import { Picked } from './picked';
import { ChangeMark } from './thing-button';
import { dollars, kindNames } from './words';

interface Props {
  readonly data: MapData;
  readonly environment: string;
  readonly picked: Picked;
  readonly onSelect: (id: string) => void;
}

/** How many rows show at once that a search finds them: more than a screen has. A table takes its time for thousands. */
const shownAtOnce = 60;
const othersAfterMilliseconds = 250;

/** Everything that the pictures show, as a table: to read from top to bottom, to hear, and to print. */
export function List({ data, environment, picked, onSelect }: Props) {
  const things = [
    ...data.platforms.flatMap((platform) => platform.things),
    ...data.applications.filter((each) => each.environment === environment).flatMap((each) => each.things),
  ];
  const { found } = picked;
  const before = useLater(found, othersAfterMilliseconds);
  const first = new Set(things.filter(({ id }) => isFound(id, found)).slice(0, shownAtOnce));
  const isShown = (thing: Thing) =>
    isFound(thing.id, found) && (first.has(thing) || isFound(thing.id, before));
  const priced = things.some(({ cost }) => cost !== undefined);
  const titles = [
    'Name',
    'What it is',
    'Of',
    'Owner',
    'Size',
    'Health check',
    ...(priced ? ['Cost a month'] : []),
  ];
  return (
    <table class="list">
      <caption class="unseen">Everything in {environment}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {things.map((thing) => (
          <Row
            key={thing.id}
            thing={thing}
            hidden={!isShown(thing)}
            selected={picked.selected === thing.id}
            priced={priced}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

function isFound(id: string, found: Picked['found']): boolean {
  return found === undefined || found.has(id);
}

interface RowProps {
  readonly thing: Thing;
  readonly hidden: boolean;
  readonly selected: boolean;
  readonly priced: boolean;
  readonly onSelect: (id: string) => void;
}

const Row = memo(function Row({ thing, hidden, selected, priced, onSelect }: RowProps) {
  const { id, name, kind, application, owner, summary, facts, cost, change } = thing;
  const [healthCheck] = facts.find(([term]) => term === 'Health check')?.[1].split(',') ?? [];
  return (
    <tr hidden={hidden} class={selected ? 'selected' : ''}>
      <th scope="row">
        {change && <ChangeMark change={change} />}
        <button
          type="button"
          class="link"
          data-thing={id}
          tabIndex={-1}
          aria-pressed={selected}
          onClick={() => onSelect(id)}
        >
          {name}
        </button>
      </th>
      <td>{kindNames[kind]}</td>
      <td>{application}</td>
      <td>{owner}</td>
      <td>{summary}</td>
      <td>{healthCheck}</td>
      {priced && <td class="number">{cost === undefined ? '' : dollars(cost)}</td>}
    </tr>
  );
});
