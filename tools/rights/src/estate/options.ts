import { InputType, InputTypes } from '@dotkom/stack/inputs';

/** What runs says of its task what all the others do: an option that is on for one of them is on for all. */
const tasks = ['WebService', 'Worker', 'ScheduledJob', 'OneOffTask'];

/**
 * Every option of every construct: `Queue.fifo`, `WebService.scaling.peaks.*.from`, and `task.secrets` for what all that
 * run have.
 */
export function optionsOf(types: InputTypes): string[] {
  return distinct(
    propsOf(types).flatMap(([construct, type]) =>
      below(type).map((option) => called(types, construct, option)),
    ),
  );
}

/** Those that were on when a construct was given something. */
export function optionsOn(types: InputTypes, construct: string, given: unknown): string[] {
  const type = types[`${construct}.props`]?.type;
  return type ? on(type, given).map((option) => called(types, construct, option)) : [];
}

function propsOf(types: InputTypes): [construct: string, type: InputType][] {
  return Object.entries(types)
    .filter(([name]) => /^\w+\.props$/.test(name))
    .map(([name, { type }]) => [name.replace('.props', ''), type]);
}

/** A container beside the main one says of itself what the main one does. */
function called(types: InputTypes, construct: string, option: string): string {
  const ofMain = option.replace(/^sidecars\.\*\.(?!image$)/, '');
  const shared = [ofMain, option].find((each) => isShared(types, each));
  return tasks.includes(construct) && shared ? `task.${shared}` : `${construct}.${option}`;
}

const isShared = (types: InputTypes, option: string) =>
  tasks.every((task) => below(types[`${task}.props`]?.type).includes(option));

function below(type: InputType | undefined): string[] {
  switch (type?.kind) {
    case 'object':
      return Object.entries(type.properties).flatMap(([name, property]) =>
        within(name, below(property.type)),
      );
    case 'list':
    case 'record':
      return below(type.of).map((each) => `*.${each}`);
    case 'variants':
      return distinct(Object.values(type.of).flatMap(below));
    case 'either':
      return distinct(type.of.flatMap(below));
    default:
      return [];
  }
}

function on(type: InputType, given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [];
  switch (type.kind) {
    case 'object':
      return Object.entries(type.properties).flatMap(([name, property]) => {
        const value: unknown = Reflect.get(given, name);
        return value === undefined ? [] : within(name, on(property.type, value));
      });
    case 'list':
    case 'record':
      return Object.values(given).flatMap((each) => on(type.of, each).map((option) => `*.${option}`));
    case 'variants':
      return Object.values(type.of).flatMap((each) => on(each, given));
    case 'either':
      return type.of.flatMap((each) => on(each, given));
    default:
      return [];
  }
}

const within = (name: string, options: readonly string[]) => [
  name,
  ...options.map((each) => `${name}.${each}`),
];

const distinct = (texts: readonly string[]) => [...new Set(texts)];
