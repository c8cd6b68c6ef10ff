import { memo } from 'preact/compat';
import { Box, ChangeOfThing, Thing } from '../model/map-data';
import { Icon } from './icon';
import { kindNames } from './words';

/** How a thing stands in the picture: it is selected, the way of the selected thing leads through it, or past it. */
export type Standing = 'selected' | 'on-way' | 'aside' | 'plain';

interface Props {
  readonly thing: Thing;
  readonly standing: Standing;
  /** Where it stands, if not where the page lets it. */
  readonly box?: Box;
  readonly onSelect: (id: string) => void;
}

/** A thing in the picture. One of them all is reached by Tab, the others from there by arrows ({@link moveByKeys}). */
export const ThingButton = memo(function ThingButton({ thing, standing, box, onSelect }: Props) {
  const { id, kind, change } = thing;
  return (
    <button
      type="button"
      class={`thing ${kind} ${standing} ${change ?? ''}`}
      style={box && styleOf(box)}
      data-thing={id}
      tabIndex={-1}
      aria-pressed={standing === 'selected'}
      onClick={() => onSelect(id)}
    >
      <Face thing={thing} />
    </button>
  );
});

/** What is written on it, which stays as it is whatever is selected. */
const Face = memo(function Face({ thing: { kind, name, summary, change } }: { thing: Thing }) {
  return (
    <>
      <Icon kind={kind} />
      <span class="words">
        <span class="name">
          {change && <ChangeMark change={change} />}
          {name}
        </span>
        <span class="unseen">, {kindNames[kind]}. </span>
        {summary && <span class="summary">{summary}</span>}
      </span>
    </>
  );
});

function styleOf({ x, y, width, height }: Box) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}

const marks: Readonly<Record<ChangeOfThing, string>> = { added: '+', removed: '−', changed: '±' };

/** A sign and a word for it: colour is not what says it. */
export function ChangeMark({ change }: { change: ChangeOfThing }) {
  return (
    <span class={`mark ${change}`} title={change}>
      <span aria-hidden="true">{marks[change]}</span>
      <span class="unseen">{change}: </span>
    </span>
  );
}
