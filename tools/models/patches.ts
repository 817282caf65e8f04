import {
  constantTensor,
  GRAPH,
  int64Data,
  readGraph,
  type Graph,
  type GraphNode,
  type Port
} from './graph.ts';
import type { Span } from './protobuf.ts';

/** Writes the same bytes (`hex`) at every offset in `at`. Never changes a length. */
export interface Patch {
  readonly hex: string;
  readonly at: readonly number[];
}

const hexOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A varint padded to `length` bytes, which protobuf allows; so any smaller number fits where a larger one stood. */
function varintOfLength(value: number, length: number): number[] {
  const out = Array.from(
    { length },
    (_, i) => (Math.floor(value / 128 ** i) & 0x7f) | (i < length - 1 ? 0x80 : 0)
  );
  if (value >= 128 ** length) throw new RangeError(`${value} does not fit in ${length} bytes`);
  return out;
}

class PatchList {
  private readonly byHex = new Map<string, number[]>();

  add(at: number, bytes: Iterable<number>): void {
    const hex = hexOf(bytes);
    const places = this.byHex.get(hex);
    if (places) places.push(at);
    else this.byHex.set(hex, [at]);
  }

  list(): Patch[] {
    return [...this.byHex].map(([hex, at]) => ({ hex, at }));
  }
}

/** Tag of a length-delimited field with a number below 16: one byte. */
const tagByte = (number: number): number => number * 8 + 2;

function resizePort(patches: PatchList, port: Port, from: number, to: number): void {
  const sides = port.dimensions.slice(-2);
  if (sides.length < 2 || sides.some(({ value }) => value !== from)) {
    throw new RangeError(`${port.name} is not ${from}×${from}`);
  }
  for (const { start, end } of sides) patches.add(start, varintOfLength(to, end - start));
}

/** Tensors that a value comes from, looking through casts and copies. */
function constantBehind(
  bytes: Uint8Array,
  graph: Graph,
  made: Map<string, GraphNode>,
  name: string
): Span | undefined {
  let value = name;
  let node = made.get(value);
  while (node && (node.op === 'Cast' || node.op === 'Identity')) {
    value = node.inputs[0] ?? '';
    node = made.get(value);
  }
  const tensor = node?.op === 'Constant' ? constantTensor(bytes, node) : graph.initializers.get(value);
  return tensor && int64Data(bytes, tensor);
}

/** The int64 tensors that say how large each `Resize` makes its picture: behind its 4th input, or the Concat there. */
function resizeTargets(bytes: Uint8Array, graph: Graph): Set<number> {
  const made = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const starts = new Set<number>();
  for (const node of graph.nodes.filter(({ op }) => op === 'Resize')) {
    const sizes = node.inputs[3];
    if (!sizes) throw new RangeError('a Resize has no sizes');
    const concat = made.get(sizes);
    const sources = concat?.op === 'Concat' ? concat.inputs : [sizes];
    const found = sources.flatMap((source) => constantBehind(bytes, graph, made, source) ?? []);
    const last = found.at(-1);
    if (!last) throw new RangeError(`the sizes ${sizes} of a Resize are not constant`);
    starts.add(last.end);
  }
  return starts;
}

/** Height and width are the last two numbers of a target. */
function rescaleTarget(patches: PatchList, bytes: Uint8Array, end: number, from: number, to: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const at of [end - 16, end - 8]) {
    const side = (Number(view.getBigInt64(at, true)) * to) / from;
    if (!Number.isInteger(side)) throw new RangeError(`${from} → ${to} does not divide a Resize evenly`);
    const target = new DataView(new ArrayBuffer(8));
    target.setBigInt64(0, BigInt(side), true);
    patches.add(at, new Uint8Array(target.buffer));
  }
}

/**
 * Byte patches that leave a square-input ONNX model with `output` as its only output and with `to` × `to` px input.
 * - the other outputs, and the shape notes that would be wrong at another size, are retagged to a reserved field,
 *   which a parser passes over: the weights stay where they are;
 * - sides of input and output, and the constants that feed each `Resize`, are rewritten in place.
 *
 * @param from side of the model's input as it is, in px
 * @throws RangeError where the model is not of this kind
 */
export function graphPatches(bytes: Uint8Array, output: string, from: number, to: number): Patch[] {
  const graph = readGraph(bytes);
  const [input] = graph.inputs;
  const kept = graph.outputs.find(({ name }) => name === output);
  if (!input || !kept) throw new RangeError(`the model has no output ${output}`);
  const patches = new PatchList();
  const gone = graph.outputs.filter((port) => port !== kept).map(({ tagAt }) => tagAt);
  for (const at of gone) patches.add(at, [tagByte(GRAPH.reserved)]);
  if (to === from) return patches.list();
  for (const at of graph.valueInfoTags) patches.add(at, [tagByte(GRAPH.reserved)]);
  resizePort(patches, input, from, to);
  resizePort(patches, kept, from, to);
  for (const end of resizeTargets(bytes, graph)) rescaleTarget(patches, bytes, end, from, to);
  return patches.list();
}
