import { Place } from './graph';

/** The things of a picture that can be seen, in the order in which they are read. */
function thingsIn(picture: HTMLElement): HTMLElement[] {
  const all = [...picture.querySelectorAll<HTMLElement>('[data-thing]')];
  return all.filter((each) => each.closest('[hidden]') === null);
}

/** Makes one thing of a picture the one that Tab leads to. */
export function tabLeadsTo(thing: HTMLElement | undefined, picture: HTMLElement): void {
  for (const each of picture.querySelectorAll<HTMLElement>('[data-thing][tabindex="0"]')) each.tabIndex = -1;
  if (thing) thing.tabIndex = 0;
}

/** Makes the first thing of a picture that can be seen the one that Tab leads to, unless another is so already. */
export function tabLeadsSomewhere(picture: HTMLElement): void {
  const canBeSeen = (each: HTMLElement) => each.closest('[hidden]') === null;
  const now = picture.querySelector<HTMLElement>('[data-thing][tabindex="0"]');
  if (now && canBeSeen(now)) return;
  const things = [...picture.querySelectorAll<HTMLElement>('[data-thing]')];
  tabLeadsTo(things.find(canBeSeen), picture);
}

/** Down and up go through all things, right and left follow the way of a request; where it ends, they go through all, too. */
export function moveByKeys(
  event: KeyboardEvent,
  picture: HTMLElement,
  places: ReadonlyMap<string, Place>,
): void {
  const things = thingsIn(picture);
  const at = things.findIndex((each) => each === document.activeElement);
  const place = places.get(things[at]?.dataset.thing ?? '');
  const connected = (connections: Place['leadsTo'] = []) =>
    connections.map(({ id }) => things.find((each) => each.dataset.thing === id)).find(Boolean);
  const moves: Readonly<Record<string, () => HTMLElement | undefined>> = {
    ArrowDown: () => things[at + 1],
    ArrowUp: () => things[at - 1],
    ArrowRight: () => connected(place?.leadsTo) ?? things[at + 1],
    ArrowLeft: () => connected(place?.comesFrom) ?? things[at - 1],
    Home: () => things[0],
    End: () => things.at(-1),
  };
  const next = moves[event.key]?.();
  if (at < 0 || !next) return;
  event.preventDefault();
  tabLeadsTo(next, picture);
  next.focus();
}
