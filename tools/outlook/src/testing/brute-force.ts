import { Workload } from '../estate';
import { PoolLoad } from '../capacity/pool-load';

interface Box {
  cpuUnits: number;
  memoryMebibytes: number;
  ports: number[];
  tasks: Workload[];
}

/** Whether tasks fit on so many nodes in any way at all: every way is tried. For few tasks only. */
export function fitsSomehow({ pool }: PoolLoad, tasks: readonly Workload[], nodes: number): boolean {
  const { cpuUnits, memoryMebibytes } = pool.registered;
  const boxes = Array.from({ length: nodes }, (): Box => ({
    cpuUnits,
    memoryMebibytes,
    ports: [],
    tasks: [],
  }));
  const placed = (index: number): boolean => {
    const task = tasks[index];
    if (!task) return true;
    return boxes.some((box) => {
      if (!hasRoom(box, task)) return false;
      put(box, task, 1);
      const fits = placed(index + 1);
      put(box, task, -1);
      return fits;
    });
  };
  return placed(0);
}

/** The fewest nodes on which tasks fit somehow. */
export function fewestNodes(load: PoolLoad, tasks: readonly Workload[], most: number): number {
  for (let nodes = 0; nodes <= most; nodes += 1) if (fitsSomehow(load, tasks, nodes)) return nodes;
  return Infinity;
}

function hasRoom(box: Box, { size, distinctInstances }: Workload): boolean {
  return (
    size.cpuUnits <= box.cpuUnits &&
    size.memoryMebibytes <= box.memoryMebibytes &&
    size.hostPorts.every((port) => !box.ports.includes(port)) &&
    !(distinctInstances && box.tasks.some((each) => each.distinctInstances && each.size === size))
  );
}

function put(box: Box, task: Workload, times: 1 | -1): void {
  box.cpuUnits -= times * task.size.cpuUnits;
  box.memoryMebibytes -= times * task.size.memoryMebibytes;
  if (times === 1) {
    box.ports.push(...task.size.hostPorts);
    box.tasks.push(task);
  } else {
    box.ports.length -= task.size.hostPorts.length;
    box.tasks.pop();
  }
}
