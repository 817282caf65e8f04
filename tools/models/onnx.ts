/*
 * Writes ONNX files (onnx.proto3, IR version 8): as much of the format as the conversions of this folder need.
 */

/** Bytes of one or more protobuf fields. */
type Bytes = Uint8Array;

/** Numbers of TensorProto.DataType. */
const TYPE = { float32: 1, int64: 7, float16: 10 } as const;

export type TensorType = keyof typeof TYPE;

/** A tensor stored in the graph; `data` is its values as they are written, little-endian. */
export interface Initializer {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Uint16Array;
}

/** Text, one whole number, or a list of whole numbers. */
export type Attribute = string | number | readonly number[];

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An input or output of the graph, float32. */
export interface OnnxPort {
  readonly name: string;
  readonly dims: readonly number[];
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  /** Each after those whose output it takes. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
}

function join(parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Unsigned, below 2^53. */
function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return [...out, rest];
}

const integer = (field: number, value: number): Bytes =>
  Uint8Array.from([...varint(field * 8), ...varint(value)]);

const content = (field: number, ...parts: readonly Bytes[]): Bytes => {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return join([Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...parts]);
};

const text = (field: number, value: string): Bytes => content(field, new TextEncoder().encode(value));

/** AttributeProto: name = 1, i = 3, s = 4, ints = 8, type = 20 (2 = INT, 3 = STRING, 7 = INTS). */
function attribute(name: string, value: Attribute): Bytes {
  if (typeof value === 'string') return content(5, text(1, name), text(4, value), integer(20, 3));
  if (typeof value === 'number') return content(5, text(1, name), integer(3, value), integer(20, 2));
  return content(5, text(1, name), ...value.map((one) => integer(8, one)), integer(20, 7));
}

/** NodeProto: input = 1, output = 2, op_type = 4, attribute = 5. */
const node = ({ op, inputs, output, attributes }: OnnxNode): Bytes =>
  content(
    1,
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value))
  );

/** TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9. */
const initializer = ({ name, type, dims, data }: Initializer): Bytes =>
  content(
    5,
    ...dims.map((dim) => integer(1, dim)),
    integer(2, TYPE[type]),
    text(8, name),
    content(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  );

/** ValueInfoProto: name = 1, type = 2 › tensor_type = 1 › elem_type = 1, shape = 2 › dim = 1 › dim_value = 1. */
const port = (field: number, { name, dims }: OnnxPort): Bytes => {
  const shape = content(2, ...dims.map((dim) => content(1, integer(1, dim))));
  return content(field, text(1, name), content(2, content(1, integer(1, TYPE.float32), shape)));
};

/** Operator set the nodes are of. */
const OPSET = 17;

/** An ONNX model. The same graph always gives the same bytes. */
export function onnxModel({ inputs, outputs, nodes, initializers }: OnnxGraph): Uint8Array {
  const graph = content(
    7,
    ...nodes.map(node),
    text(2, 'graph'),
    ...initializers.map(initializer),
    ...inputs.map((input) => port(11, input)),
    ...outputs.map((output) => port(12, output))
  );
  // ModelProto: ir_version = 1, graph = 7, opset_import = 8 (version = 2).
  return join([integer(1, 8), graph, content(8, integer(2, OPSET))]);
}
