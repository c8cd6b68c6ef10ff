import { memo } from 'preact/compat';
import { MapData, NodeOfMap, PlatformMap, TaskOnNode, Thing } from '../model/map-data';
import { Picked, standingOf } from './picked';
import { Standing, ThingButton } from './thing-button';
import { counted } from './words';

interface Props {
  readonly data: MapData;
  readonly environment: string;
  readonly picked: Picked;
  readonly onSelect: (id: string) => void;
}

type Shared = Omit<Props, 'data'>;

/** Each platform's network: its zones, what stands in their subnets, and the tasks on each node, as tall as their memory. */
export const Network = memo(function Network({ data, ...shared }: Props) {
  return (
    <div class="network">
      {data.platforms.map((platform) => (
        <PlatformNetwork key={platform.name} platform={platform} {...shared} />
      ))}
    </div>
  );
});

function PlatformNetwork({ platform, ...shared }: { platform: PlatformMap } & Shared) {
  const { picked, onSelect } = shared;
  const things = new Map(platform.things.map((thing) => [thing.id, thing]));
  const nodes = platform.zones.flatMap((zone) => zone.nodes);
  const tasks = nodes.flatMap((node) => node.tasks);
  const heading = `platform-${platform.name}`;
  const inEveryZone = platform.things.filter(({ kind }) => kind === 'server' || kind === 'pool');
  const button = (thing: Thing | undefined) =>
    thing && (
      <ThingButton key={thing.id} thing={thing} standing={standingOf(thing.id, picked)} onSelect={onSelect} />
    );
  return (
    <section class="platform" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{platform.name}</h2>
        <p>
          owned by {platform.owner} · {counted(platform.zones.length, 'zone')} ·{' '}
          {counted(nodes.length, 'node')} · {counted(tasks.length, 'task')} of all environments, placed as ECS
          would
        </p>
      </header>
      {platform.unplaced.length > 0 && (
        <div class="unplaced">
          <h3>No node has room for {counted(platform.unplaced.length, 'task')}</h3>
          {platform.unplaced.map((task, n) => (
            <Task key={n} task={task} {...drawn(task, shared)} />
          ))}
        </div>
      )}
      <div class="over-zones" role="group" aria-label="Over all private subnets">
        {inEveryZone.map(button)}
      </div>
      <div class="zones">
        {platform.zones.map((zone) => (
          <section key={zone.name} class="zone" aria-label={`Zone ${zone.name}`}>
            <h3>{zone.name}</h3>
            <div class="subnet">
              <h4>Public subnet</h4>
              {zone.publicThings.map((id) => button(things.get(id)))}
            </div>
            <div class="subnet">
              <h4>Private subnet</h4>
              {zone.nodes.map((node) => (
                <Node key={node.name} node={node} {...shared} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </section>
  );
}

function Node({ node, ...shared }: { node: NodeOfMap } & Shared) {
  const kept = node.tasks.reduce((sum, { memory }) => sum + memory, 0);
  const percent = Math.round((kept / node.memory) * 100);
  return (
    <section class="node" aria-label={`${node.name}, ${percent} % of its memory is kept for tasks`}>
      <header>
        <h5>{node.name}</h5>
        <p>
          {node.instanceType} · {kept} of {node.memory} MiB
        </p>
        <span class="share" style={{ '--share': `${percent}%` }} aria-hidden="true" />
      </header>
      <div class="tasks" style={{ '--memory': String(node.memory) }}>
        {node.tasks.map((task, n) => (
          <Task key={n} task={task} {...drawn(task, shared)} />
        ))}
        <span class="free" style={{ '--memory': String(node.memory - kept) }}>
          {node.memory - kept} MiB free
        </span>
      </div>
    </section>
  );
}

interface TaskProps {
  readonly task: TaskOnNode;
  readonly standing: Standing;
  readonly elsewhere: boolean;
  readonly onSelect: (id: string) => void;
}

function drawn({ thing, environment }: TaskOnNode, shared: Shared): Omit<TaskProps, 'task'> {
  return {
    standing: standingOf(thing, shared.picked),
    elsewhere: environment !== shared.environment,
    onSelect: shared.onSelect,
  };
}

const Task = memo(function Task({ task, standing, elsewhere, onSelect }: TaskProps) {
  const { thing, name, application, memory } = task;
  return (
    <button
      type="button"
      class={`task ${standing} ${elsewhere ? 'elsewhere' : ''}`}
      style={{ '--memory': String(memory) }}
      data-thing={thing}
      tabIndex={-1}
      aria-pressed={standing === 'selected'}
      title={`${application} ${name}, ${task.environment}: ${memory} MiB`}
      onClick={() => onSelect(thing)}
    >
      <span class="name">{name}</span>
      <span class="summary">
        {application} {task.environment}
      </span>
      <span class="summary memory">{memory} MiB</span>
    </button>
  );
});
