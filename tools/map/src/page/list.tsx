import { memo } from 'preact/compat';
import { useState } from 'preact/hooks';
import { MapData, Thing } from '../model/map-data';
import { Picked } from './picked';
import { ChangeMark } from './thing-button';
import { dollars, kindNames } from './words';

interface Props {
  readonly data: MapData;
  readonly environment: string;
  readonly picked: Picked;
  readonly found?: ReadonlySet<string>;
  readonly onSelect: (id: string) => void;
}

/** How many rows there are at once, two screens of them: each letter of a search makes them anew. The next come when asked for. */
const rowsAtOnce = 60;

/** Everything that the pictures show, as a table: to read from top to bottom, to hear, and to print. */
export function List({ data, environment, picked, found, onSelect }: Props) {
  const things = [
    ...data.platforms.flatMap((platform) => platform.things),
    ...data.applications.filter((each) => each.environment === environment).flatMap((each) => each.things),
  ];
  const [most, setMost] = useState(rowsAtOnce);
  const shown = things.filter(({ id }) => found === undefined || found.has(id));
  const rows = shown.filter(({ id }, n) => n < most || id === picked.selected);
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
        {rows.map((thing) => (
          <Row
            key={thing.id}
            thing={thing}
            selected={picked.selected === thing.id}
            priced={priced}
            onSelect={onSelect}
          />
        ))}
      </tbody>
      {rows.length < shown.length && (
        <tfoot>
          <tr>
            <td colSpan={titles.length}>
              <button type="button" class="link" onClick={() => setMost(most + rowsAtOnce)}>
                Show the next of {shown.length}
              </button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

interface RowProps {
  readonly thing: Thing;
  readonly selected: boolean;
  readonly priced: boolean;
  readonly onSelect: (id: string) => void;
}

const Row = memo(function Row({ thing, selected, priced, onSelect }: RowProps) {
  const { id, name, kind, application, owner, summary, facts, cost, change } = thing;
  const [healthCheck] = facts.find(([term]) => term === 'Health check')?.[1].split(',') ?? [];
  return (
    <tr class={selected ? 'selected' : ''}>
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
