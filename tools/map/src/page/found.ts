import { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Ids = ReadonlySet<string>;

const none: Ids = new Set();

/**
 * Marks in a picture what a search found, for the style sheet. A letter may find thousands of things, so nothing is drawn again
 * for it: the marks that change are set on the buttons themselves. The picture is another one whenever `drawn` is.
 */
export function useMarks(picture: RefObject<HTMLElement | null>, found: Ids = none, drawn: string): void {
  const buttons = useRef<ReadonlyMap<string, readonly HTMLElement[]>>(new Map());
  const marked = useRef(none);
  useLayoutEffect(() => {
    buttons.current = buttonsOf(picture.current);
    marked.current = none;
  }, [drawn]);
  useLayoutEffect(() => {
    for (const [id, its] of buttons.current) {
      const isFound = found.has(id);
      if (isFound === marked.current.has(id)) continue;
      for (const button of its) button.toggleAttribute('data-found', isFound);
    }
    marked.current = found;
  }, [found, drawn]);
}

/** A thing has several where it runs on several nodes. */
function buttonsOf(picture: HTMLElement | null): ReadonlyMap<string, readonly HTMLElement[]> {
  const buttons = new Map<string, HTMLElement[]>();
  for (const button of picture?.querySelectorAll<HTMLElement>('[data-thing]') ?? []) {
    const id = button.dataset.thing ?? '';
    buttons.set(id, [...(buttons.get(id) ?? []), button]);
  }
  return buttons;
}

/** The first thing that is found; where nothing is searched for, the first of all. */
export function firstFound(picture: HTMLElement, found: Ids | undefined): HTMLElement | undefined {
  const buttons = [...picture.querySelectorAll<HTMLElement>('[data-thing]')];
  return buttons.find(({ dataset }) => !found || found.has(dataset.thing ?? ''));
}
