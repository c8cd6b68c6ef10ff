import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MapData } from '../model/map-data';
import { Address, readAddress, writeAddress } from './address';
import { Changes } from './changes';
import { Details } from './details';
import { firstFound, useMarks } from './found';
import { placesOf, wayThrough } from './graph';
import { moveByKeys, tabLeadsSomewhere, tabLeadsTo } from './keys';
import { List } from './list';
import { Network } from './network';
import { Overview } from './overview';
import { Picked } from './picked';
import { Requests } from './requests';
import { foundText, search, searchIndex } from './search';
import { titles, Top } from './top';

/** The page: what its address says is shown, and what a person does becomes its address. */
export function App({ data }: { data: MapData }) {
  const [address, setAddress] = useAddress(data);
  const [query, setQuery] = useState('');
  const picture = useRef<HTMLElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const places = useMemo(() => placesOf(data), [data]);
  const index = useMemo(() => searchIndex(data), [data]);
  const { environment, view, thing } = address;
  const place = places.get(thing ?? '');
  const found = useMemo(() => search(query, index), [query, index]);
  const way = useMemo(() => (place && thing ? wayThrough(thing, places) : undefined), [place, thing, places]);
  const picked = useMemo<Picked>(() => ({ selected: place && thing, way }), [place, thing, way]);

  const open = (change: Partial<Address>) => setAddress({ ...address, ...change });
  const select = (id: string) => {
    if (id === thing) return document.getElementById('details')?.focus();
    const itsEnvironment = places.get(id)?.application?.environment;
    open({ thing: id, environment: itsEnvironment ?? environment });
  };
  const back = () => {
    if (query) return setQuery('');
    const button = buttonOf(thing, picture.current);
    open({ thing: undefined });
    button?.focus();
  };

  useMarks(picture, found, `${environment}/${view}`);
  useLayoutEffect(() => {
    if (picture.current) tabLeadsSomewhere(picture.current);
  }, [view, environment, found]);
  useEffect(() => {
    const button = buttonOf(thing, picture.current);
    if (button && picture.current) tabLeadsTo(button, picture.current);
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [thing, view]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = document.activeElement === searchField.current;
      if (event.key === 'Escape') back();
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      searchField.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const goToFound = (toSelect: boolean) => {
    const first = picture.current && firstFound(picture.current, found);
    if (!first || !picture.current) return;
    if (toSelect) select(first.dataset.thing ?? '');
    tabLeadsTo(first, picture.current);
    first.focus();
  };
  const shown = { data, environment, picked, onSelect: useSteady(select) };
  return (
    <>
      <a class="skip" href="#map" onClick={(event) => (event.preventDefault(), picture.current?.focus())}>
        To the map
      </a>
      <Top
        data={data}
        address={address}
        query={query}
        searchField={searchField}
        onOpen={open}
        onQuery={setQuery}
        onSearched={goToFound}
      />
      <p class="found" role="status">
        {found && foundText(found, places, environment)}
      </p>
      <div class="columns">
        <main
          id="map"
          class={found ? 'searching' : ''}
          ref={picture}
          tabIndex={-1}
          aria-label={`${titles[view]} of ${environment}`}
          onKeyDown={(event) => moveByKeys(event, event.currentTarget, places)}
        >
          {view === 'requests' && <Requests {...shown} found={found} />}
          {view === 'network' && <Network {...shown} />}
          {view === 'list' && <List {...shown} found={found} />}
          {view === 'changes' && <Changes data={data} onSelect={shown.onSelect} />}
        </main>
        <aside class={place ? 'open' : ''} aria-label="Details">
          {place ? (
            <Details place={place} places={places} onSelect={select} onClose={back} />
          ) : (
            <Overview data={data} environment={environment} />
          )}
        </aside>
      </div>
    </>
  );
}

/** The address of the page, which goes back and forth with the browser's history. */
function useAddress({ environments }: MapData): [Address, (address: Address) => void] {
  const read = () => readAddress(location.hash, environments);
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const onChange = () => setAddress(read());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return [
    address,
    (next) => {
      history.pushState(null, '', writeAddress(next));
      setAddress(next);
    },
  ];
}

/** A function that is always the same to what it is handed to, and does what the latest one does. */
function useSteady(latest: (id: string) => void): (id: string) => void {
  const current = useRef(latest);
  current.current = latest;
  return useCallback((id) => current.current(id), []);
}

function buttonOf(thing: string | undefined, picture: HTMLElement | null): HTMLElement | undefined {
  if (!thing) return undefined;
  return picture?.querySelector<HTMLElement>(`[data-thing="${CSS.escape(thing)}"]`) ?? undefined;
}
