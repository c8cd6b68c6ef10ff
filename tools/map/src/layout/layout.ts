import ELK, { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js';
import { Kind, Layout, Link, Thing } from '../model/map-data';

/** The column in which a kind of thing stands: a request comes to a host, from there to a service, from there to data. */
function columnOf(kind: Kind): number {
  if (kind === 'host') return 0;
  return ['database', 'queue', 'bucket'].includes(kind) ? 2 : 1;
}

const widths = [250, 210, 210];
const gap = 56;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(gap),
  'elk.spacing.nodeNode': '12',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

/**
 * Places the things of one application in columns and leads the lines between them past each other. Applications of the
 * same shape, as one has in staging and prod, are computed once.
 */
export class Layouts {
  private readonly elk = new ELK();
  private readonly known = new Map<string, Promise<Layout>>();

  of(things: readonly Thing[], links: readonly Link[]): Promise<Layout> {
    const index = new Map(things.map(({ id }, n) => [id, n]));
    const boxes = things.map(({ kind, summary }) => ({ column: columnOf(kind), height: summary ? 48 : 34 }));
    const ends = links.map(({ from, to }) => [index.get(from) ?? -1, index.get(to) ?? -1] as const);
    const shape = JSON.stringify([boxes, ends]);
    const layout = this.known.get(shape) ?? this.compute(boxes, ends);
    this.known.set(shape, layout);
    return layout;
  }

  private async compute(
    boxes: readonly { readonly column: number; readonly height: number }[],
    ends: readonly (readonly [number, number])[],
  ): Promise<Layout> {
    const laidOut = await this.elk.layout({
      id: 'application',
      layoutOptions: options,
      children: boxes.map(({ column, height }, n) => ({
        id: `${n}`,
        width: widths[column],
        height,
        layoutOptions: { 'elk.partitioning.partition': `${column}` },
      })),
      edges: ends.map(([from, to], n) => ({ id: `line${n}`, sources: [`${from}`], targets: [`${to}`] })),
    });
    return layoutFrom(laidOut, Math.min(...boxes.map(({ column }) => column)));
  }
}

/** Columns stand below each other over all applications, also of one whose first are empty. */
function layoutFrom(
  { width = 0, height = 0, children = [], edges = [] }: ElkNode,
  firstColumn: number,
): Layout {
  const right = widths.slice(0, firstColumn).reduce((sum, each) => sum + each + gap, 0);
  return {
    width: Math.round(right + width),
    height: Math.round(height),
    boxes: children.map((box) => ({
      x: Math.round(right + (box.x ?? 0)),
      y: Math.round(box.y ?? 0),
      width: box.width ?? 0,
      height: box.height ?? 0,
    })),
    lines: (edges as ElkExtendedEdge[]).map(({ sections: [line] = [] }) =>
      line
        ? [line.startPoint, ...(line.bendPoints ?? []), line.endPoint].map(
            ({ x, y }) => [Math.round(right + x), Math.round(y)] as const,
          )
        : [],
    ),
  };
}
