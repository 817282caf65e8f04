/*
 * Reads what a TensorFlow.js graph model is kept in: a `.json` with the graph and a list of its weights, and the
 * weights themselves (tfjs-converter, `GraphModel`; `io/weights_loader`).
 */

interface Quantization {
  readonly dtype: string;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Quantization;
}

interface List {
  readonly i?: readonly (string | number)[];
  readonly s?: readonly string[];
}

/** Numbers come as strings, texts in Base64. */
interface TfAttribute {
  readonly s?: string;
  readonly b?: boolean;
  readonly list?: List;
  readonly shape?: TensorShape;
}

interface TensorShape {
  readonly dim: readonly { readonly size: string }[];
}

export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, TfAttribute | undefined>>;
}

interface TfPort {
  readonly name: string;
  readonly tensorShape: TensorShape;
}

interface TfModelJson {
  /** Older converters wrote none. */
  readonly signature?: { readonly inputs: Readonly<Record<string, TfPort>> };
  readonly modelTopology: { readonly node: readonly TfNode[] };
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
}

/** A constant of the graph; float16 as the bits of its numbers. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint16Array;
}

export interface TfModel {
  /** Name and NHWC shape. */
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly nodes: ReadonlyMap<string, TfNode>;
  readonly weights: ReadonlyMap<string, Weight>;
}

const ARRAYS = { float32: Float32Array, int32: Int32Array, float16: Uint16Array } as const;

function readWeight(
  bytes: Uint8Array,
  at: number,
  { name, shape, dtype, quantization }: WeightEntry
): Weight {
  const kept = quantization?.dtype ?? dtype;
  if (kept !== 'float32' && kept !== 'int32' && kept !== 'float16')
    throw new Error(`${name} is kept as ${kept}, which is not converted`);
  const count = shape.reduce((a, b) => a * b, 1);
  const ArrayType = ARRAYS[kept];
  const end = at + count * ArrayType.BYTES_PER_ELEMENT;
  if (end > bytes.length) throw new Error(`the weights end before ${name}`);
  // Copied, because weights begin at odd offsets.
  return { shape, data: new ArrayType(new Uint8Array(bytes.subarray(at, end)).buffer) };
}

/** What a graph takes: as its signature says, else its placeholder. */
function inputOf({ signature, modelTopology }: TfModelJson): TfPort | undefined {
  if (signature) return Object.values(signature.inputs)[0];
  const placeholder = modelTopology.node.find(({ op }) => op === 'Placeholder');
  const shape = placeholder?.attr?.['shape']?.shape;
  return placeholder && shape && { name: placeholder.name, tensorShape: shape };
}

/**
 * @param json text of `<model>.json`
 * @param bytes its weights, all shards joined
 * @throws where weights are missing or kept in another way
 */
export function readTfModel(json: string, bytes: Uint8Array): TfModel {
  const parsed = JSON.parse(json) as TfModelJson;
  const { modelTopology, weightsManifest } = parsed;
  const input = inputOf(parsed);
  if (!input) throw new Error('the model has no input');
  const weights = new Map<string, Weight>();
  let at = 0;
  for (const entry of weightsManifest.flatMap((group) => group.weights)) {
    const weight = readWeight(bytes, at, entry);
    weights.set(entry.name, weight);
    at += weight.data.byteLength;
  }
  return {
    input: {
      name: input.name.replace(/:0$/, ''),
      shape: input.tensorShape.dim.map(({ size }) => Number(size))
    },
    nodes: new Map(modelTopology.node.map((node) => [node.name, node])),
    weights
  };
}

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString();

/** Attributes of a node: text, truth, whole numbers, texts. */
export const attributeOf = (node: TfNode) => ({
  text: (name: string): string => decoded(node.attr?.[name]?.s ?? ''),
  isSet: (name: string): boolean => node.attr?.[name]?.b === true,
  integers: (name: string): number[] => (node.attr?.[name]?.list?.i ?? []).map(Number),
  texts: (name: string): string[] => (node.attr?.[name]?.list?.s ?? []).map(decoded)
});
