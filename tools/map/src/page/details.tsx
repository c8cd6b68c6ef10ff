import { Facts } from './facts';
import { Connection, Place } from './graph';
import { Icon } from './icon';
import { ChangeMark } from './thing-button';
import { counted, kindNames, monthly } from './words';

interface Props {
  readonly place: Place;
  readonly places: ReadonlyMap<string, Place>;
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
}

/** Everything that is known of the selected thing. */
export function Details({ place, places, onSelect, onClose }: Props) {
  const { thing, comesFrom, leadsTo } = place;
  const facts: (readonly [string, string])[] = [
    ...thing.facts,
    ...(thing.cost === undefined ? [] : [['Cost', monthly(thing.cost)] as const]),
  ];
  return (
    <>
      <header>
        <p class="kind">
          <Icon kind={thing.kind} /> {kindNames[thing.kind]}
        </p>
        <h2 id="details" tabIndex={-1}>
          {thing.change && <ChangeMark change={thing.change} />}
          {thing.name}
        </h2>
        <p>
          {thing.application} · {thing.environment} · owned by {thing.owner}
        </p>
        <button type="button" class="close" onClick={onClose} aria-label="Close the details">
          ×
        </button>
      </header>
      <Facts facts={facts} />
      <Connections title="Comes from" connections={comesFrom} places={places} onSelect={onSelect} />
      <Connections title="Leads to" connections={leadsTo} places={places} onSelect={onSelect} />
      {thing.secrets.length > 0 && (
        <section>
          <h3>{counted(thing.secrets.length, 'secret')}, by name</h3>
          <ul class="secrets">
            {thing.secrets.map((secret) => (
              <li key={secret}>{secret}</li>
            ))}
          </ul>
        </section>
      )}
      {thing.alarms.length > 0 && (
        <section>
          <h3>{counted(thing.alarms.length, 'alarm')}</h3>
          <ul>
            {thing.alarms.map(({ name, about, runbook }) => (
              <li key={name}>
                <span class="alarm">{name}</span>
                <span class="about">{about}</span>
                {runbook && <a href={runbook}>What to do</a>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface ConnectionsProps extends Pick<Props, 'places' | 'onSelect'> {
  readonly title: string;
  readonly connections: readonly Connection[];
}

function Connections({ title, connections, places, onSelect }: ConnectionsProps) {
  if (connections.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {connections.map(({ id, label }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => onSelect(id)}>
              {places.get(id)?.thing.name}
            </button>{' '}
            <span class="about">{label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
