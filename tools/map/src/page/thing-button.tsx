import { ChangeOfThing, Thing } from '../model/map-data';
import { Icon } from './icon';
import { kindNames } from './words';

/** How a thing stands in the picture: the way of the selected thing leads through it, or past it. */
export type Standing = 'selected' | 'on-way' | 'aside' | 'plain';

interface Props {
  readonly thing: Thing;
  readonly standing: Standing;
  readonly style?: Record<string, string>;
  readonly onSelect: (id: string) => void;
}

/** A thing in the picture. One of them all is reached by Tab, the others from there by arrows ({@link moveByKeys}). */
export function ThingButton({ thing, standing, style, onSelect }: Props) {
  const { id, kind, name, summary, change } = thing;
  return (
    <button
      type="button"
      class={`thing ${kind} ${standing} ${change ?? ''}`}
      style={style}
      data-thing={id}
      tabIndex={-1}
      aria-pressed={standing === 'selected'}
      onClick={() => onSelect(id)}
    >
      <Icon kind={kind} />
      <span class="words">
        <span class="name">
          {change && <ChangeMark change={change} />}
          {name}
        </span>
        <span class="unseen">, {kindNames[kind]}. </span>
        {summary && <span class="summary">{summary}</span>}
      </span>
    </button>
  );
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
