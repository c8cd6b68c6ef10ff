import { localTime } from '../look/times';
import { LogLine, LogSource } from './log-source';

/** How much of a task's id tells it from the others of its service. */
const shortId = 8;

/** Lines for people: when, whose, what. Stacks are named where there are several. */
export function forTerminal(sources: readonly LogSource[]): (line: LogLine) => string {
  const hasStacks = new Set(sources.map(({ stack }) => stack)).size > 1;
  const nameOf = ({ stack, part }: LogSource) => (hasStacks ? `${stack}/${part.name}` : part.name);
  const widest = Math.max(...sources.map((source) => nameOf(source).length));
  return ({ at, source, container, task, message }) => {
    const sidecar = container === source.part.name ? '' : ` [${container}]`;
    return `${localTime(at)}  ${nameOf(source).padEnd(widest)} ${task.slice(0, shortId)}${sidecar}  ${message}`;
  };
}

/** A line for programs. */
export function asJson({ at, source, container, task, message }: LogLine): string {
  const { stack, part } = source;
  return JSON.stringify({ time: at.toISOString(), stack, service: part.name, container, task, message });
}
