import { RefObject } from 'preact';
import { MapData } from '../model/map-data';
import { Address, View, views, writeAddress } from './address';
import { changedThings } from './changes';

/** What the views are called. */
export const titles: Readonly<Record<View, string>> = {
  requests: 'Requests',
  network: 'Network',
  list: 'List',
  changes: 'Changes',
};

interface Props {
  readonly data: MapData;
  readonly address: Address;
  readonly query: string;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onOpen: (change: Partial<Address>) => void;
  readonly onQuery: (query: string) => void;
  /** A person goes on to what is found, or selects it at once. */
  readonly onSearched: (toSelect: boolean) => void;
}

/** The line at the top: views, search, environments. */
export function Top({ data, address, query, searchField, onOpen, onQuery, onSearched }: Props) {
  return (
    <header class="top">
      <h1>The platform, as the code says it</h1>
      <nav aria-label="Views">
        {views
          .filter((each) => each !== 'changes' || data.compared)
          .map((each) => (
            <a
              key={each}
              href={writeAddress({ ...address, view: each })}
              aria-current={each === address.view ? 'page' : undefined}
            >
              {titles[each]}
              {each === 'changes' && <span class="count">{changedThings(data).length}</span>}
            </a>
          ))}
      </nav>
      <search>
        <input
          ref={searchField}
          type="search"
          placeholder="Search"
          aria-label="Search names, hosts, owners, secrets, alarms"
          aria-keyshortcuts="/"
          value={query}
          onInput={({ currentTarget }) => onQuery(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            onSearched(event.key === 'Enter');
          }}
        />
      </search>
      <div class="environments" role="group" aria-label="Environment">
        {data.environments.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === address.environment}
            onClick={() => onOpen({ environment: each, thing: undefined })}
          >
            {each}
          </button>
        ))}
      </div>
    </header>
  );
}
