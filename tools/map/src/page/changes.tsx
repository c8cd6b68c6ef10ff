import { ChangeOfThing, MapData, Thing } from '../model/map-data';
import { ChangeMark } from './thing-button';
import { kindNames, monthly } from './words';

const headings: Readonly<Record<ChangeOfThing, string>> = {
  removed: 'What goes',
  added: 'What comes',
  changed: 'What becomes different',
};

/** Every thing that the change adds, removes or alters, in all environments. */
export function changedThings({ applications, platforms }: MapData): Thing[] {
  return [...platforms, ...applications].flatMap(({ things }) => things).filter(({ change }) => change);
}

/** What the change does, what is lost first. */
export function Changes({ data, onSelect }: { data: MapData; onSelect: (id: string) => void }) {
  const things = changedThings(data);
  if (things.length === 0) return <p class="nothing">Nothing on the map is different.</p>;
  return (
    <div class="changes">
      {(['removed', 'added', 'changed'] as const).map((change) => {
        const these = things.filter((thing) => thing.change === change);
        if (these.length === 0) return null;
        return (
          <section key={change} aria-labelledby={`changes-${change}`}>
            <h2 id={`changes-${change}`}>{headings[change]}</h2>
            <ul>
              {these.map((thing) => (
                <li key={thing.id}>
                  <ChangeMark change={change} />
                  <button
                    type="button"
                    class="link"
                    data-thing={thing.id}
                    tabIndex={-1}
                    onClick={() => onSelect(thing.id)}
                  >
                    {thing.name}
                  </button>{' '}
                  {kindNames[thing.kind]} of {thing.application} in {thing.environment}
                  {thing.cost !== undefined && ` · ${monthly(thing.cost)}`}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
