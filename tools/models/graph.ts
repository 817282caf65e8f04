import { fieldNumbered, fieldsNumbered, fieldsOf, readVarint, textOf, type Span } from './protobuf.ts';

/*
 * What of an ONNX file (onnx.proto3, IR version 8) the build needs to know, with the byte offsets of what it patches.
 */

/** Field numbers of GraphProto. 9 is reserved: a parser passes over it, so a field retagged to it is gone. */
export const GRAPH = { node: 1, initializer: 5, reserved: 9, input: 11, output: 12, valueInfo: 13 } as const;
const MODEL_GRAPH = 7;
const ATTRIBUTE_TENSOR = 5;
const TENSOR = { type: 2, name: 8, raw: 9 } as const;
const INT64 = 7;

export interface Dimension extends Span {
  readonly value: number;
}

/** A graph input or output; `tagAt` is where its field begins. */
export interface Port {
  readonly name: string;
  readonly tagAt: number;
  readonly dimensions: readonly Dimension[];
}

export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly span: Span;
}

export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly GraphNode[];
  /** Tags of the shape notes on values inside the graph. */
  readonly valueInfoTags: readonly number[];
  /** Tensors stored in the graph, by name. */
  readonly initializers: ReadonlyMap<string, Span>;
}

/** First field along a path of field numbers. */
function descend(bytes: Uint8Array, span: Span, path: readonly number[]): Span | undefined {
  let at: Span | undefined = span;
  for (const number of path) at = at && fieldNumbered(bytes, at, number);
  return at;
}

/** ValueInfoProto: name = 1, type = 2 › tensor_type = 1 › shape = 2 › dim = 1 (repeated) › dim_value = 1. */
function readPort(bytes: Uint8Array, span: Span, tagAt: number): Port {
  const name = fieldNumbered(bytes, span, 1);
  const shape = descend(bytes, span, [2, 1, 2]);
  const dimensions = (shape ? fieldsNumbered(bytes, shape, 1) : []).flatMap((dim) => {
    const value = fieldNumbered(bytes, dim, 1);
    return value ? [{ start: value.start, end: value.end, value: readVarint(bytes, value.start).value }] : [];
  });
  return { name: name ? textOf(bytes, name) : '', tagAt, dimensions };
}

/** NodeProto: input = 1, output = 2, op_type = 4. */
function readNode(bytes: Uint8Array, span: Span): GraphNode {
  const [inputs, outputs]: [string[], string[]] = [[], []];
  let op = '';
  for (const field of fieldsOf(bytes, span)) {
    if (field.number === 1) inputs.push(textOf(bytes, field));
    if (field.number === 2) outputs.push(textOf(bytes, field));
    if (field.number === 4) op = textOf(bytes, field);
  }
  return { op, inputs, outputs, span };
}

/** Reads the graph of an ONNX model. @throws RangeError where `bytes` is none */
export function readGraph(bytes: Uint8Array): Graph {
  const graph = fieldNumbered(bytes, { start: 0, end: bytes.length }, MODEL_GRAPH);
  if (!graph) throw new RangeError('the file has no graph');
  const [inputs, outputs, nodes, valueInfoTags]: [Port[], Port[], GraphNode[], number[]] = [[], [], [], []];
  const initializers = new Map<string, Span>();
  for (const field of fieldsOf(bytes, graph)) {
    if (field.number === GRAPH.node) nodes.push(readNode(bytes, field));
    if (field.number === GRAPH.input) inputs.push(readPort(bytes, field, field.tagAt));
    if (field.number === GRAPH.output) outputs.push(readPort(bytes, field, field.tagAt));
    if (field.number === GRAPH.valueInfo) valueInfoTags.push(field.tagAt);
    if (field.number === GRAPH.initializer) {
      const name = fieldNumbered(bytes, field, TENSOR.name);
      if (name) initializers.set(textOf(bytes, name), field);
    }
  }
  return { inputs, outputs, nodes, valueInfoTags, initializers };
}

/** The tensor a `Constant` node holds. */
export function constantTensor(bytes: Uint8Array, node: GraphNode): Span | undefined {
  return fieldsNumbered(bytes, node.span, 5)
    .map((attribute) => fieldNumbered(bytes, attribute, ATTRIBUTE_TENSOR))
    .find((tensor) => tensor !== undefined);
}

/** Where the raw bytes of an int64 tensor lie; undefined for other tensors. */
export function int64Data(bytes: Uint8Array, tensor: Span): Span | undefined {
  const type = fieldNumbered(bytes, tensor, TENSOR.type);
  if (!type || readVarint(bytes, type.start).value !== INT64) return undefined;
  return fieldNumbered(bytes, tensor, TENSOR.raw);
}
