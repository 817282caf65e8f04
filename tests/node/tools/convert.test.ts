import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as OrtModule from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { onnxOf } from '../../../tools/models/convert.ts';
import { readGraph } from '../../../tools/models/graph.ts';
import { readTfModel } from '../../../tools/models/tfjs.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const node = (name: string, op: string, input: string[] = [], attr: object = {}) => ({
  name,
  op,
  input,
  attr
});
const integers = (...i: number[]) => ({ list: { i: i.map(String) } });
const same = {
  padding: { s: base64('SAME') },
  strides: integers(1, 2, 2, 1),
  dilations: integers(1, 1, 1, 1)
};

/** Half-precision bits of small numbers. */
const HALF: Readonly<Record<number, number>> = { 0: 0, 0.5: 0x3800, 1: 0x3c00, 2: 0x4000, 3: 0x4200 };

interface Kept {
  readonly name: string;
  readonly shape: number[];
  readonly values: number[];
  readonly as?: 'float32' | 'float16' | 'int32' | 'uint8';
}

/** A graph model as TensorFlow.js keeps it. */
function tfModel(side: number, nodes: object[], weights: Kept[]) {
  const bytes = weights.map(({ values, as = 'float32' }) => {
    if (as === 'int32') return Buffer.from(Int32Array.from(values).buffer);
    if (as === 'uint8') return Buffer.from(values);
    if (as === 'float32') return Buffer.from(Float32Array.from(values).buffer);
    return Buffer.from(Uint16Array.from(values, (value) => HALF[value]!).buffer);
  });
  const entries = weights.map(({ name, shape, as = 'float32' }) => {
    const isPacked = as === 'float16' || as === 'uint8';
    return {
      name,
      shape,
      dtype: isPacked ? 'float32' : as,
      ...(isPacked && { quantization: { dtype: as } })
    };
  });
  const dim = [1, side, side, 2].map((size) => ({ size: String(size) }));
  const json = JSON.stringify({
    signature: { inputs: { x: { name: 'x:0', tensorShape: { dim } } } },
    modelTopology: { node: [node('x', 'Placeholder'), ...nodes] },
    weightsManifest: [{ weights: entries }]
  });
  return readTfModel(json, Buffer.concat(bytes));
}

const shapes = (bytes: Uint8Array) => {
  const { inputs, outputs, nodes } = readGraph(bytes);
  const shape = ({ name, dimensions }: (typeof inputs)[number]) =>
    `${name} ${dimensions.map(({ value }) => value).join('×')}`;
  return { ports: [...inputs, ...outputs].map(shape), ops: nodes.map(({ op }) => op) };
};

const KERNEL: Kept = {
  name: 'k',
  shape: [3, 3, 2, 4],
  values: new Array<number>(72).fill(0.5),
  as: 'float16'
};

/** onnxruntime-web as it runs in Node, on the WebAssembly that the app ships; one thread. */
async function run(model: Uint8Array, name: string, data: Float32Array, dims: number[]): Promise<number[]> {
  const ort: typeof OrtModule = await import(
    /* @vite-ignore */ pathToFileURL('node_modules/onnxruntime-web/dist/ort.node.min.mjs').href
  );
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = new Uint8Array(
    readFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm')
  ).buffer;
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  const results = await session.run({ [name]: new ort.Tensor('float32', data, dims) });
  return [...(results[session.outputNames[0]!]!.data as Float32Array)];
}

/** TensorFlow's SAME convolution with stride 2 on a `side` × `side` × 2 picture, by its definition, as NCHW. */
function convolved(
  picture: (y: number, x: number, c: number) => number,
  kernel: number[],
  side: number
): number[] {
  const out = Math.ceil(side / 2);
  const before = Math.floor(Math.max((out - 1) * 2 + 3 - side, 0) / 2);
  const at = (channel: number, y: number, x: number) => {
    let sum = 0;
    for (let v = 0; v < 3; v++)
      for (let u = 0; u < 3; u++)
        for (let c = 0; c < 2; c++) {
          const [py, px] = [2 * y + v - before, 2 * x + u - before];
          const isInside = py >= 0 && px >= 0 && py < side && px < side;
          if (isInside) sum += picture(py, px, c) * kernel[((v * 3 + u) * 2 + c) * 4 + channel]!;
        }
    return sum;
  };
  const cells = Array.from({ length: 4 * out * out }, (_, i) => i);
  return cells.map((i) => at(Math.floor(i / out / out), Math.floor(i / out) % out, i % out));
}

describe('a TensorFlow.js graph model becomes ONNX', () => {
  it.each([5, 6])(
    'its numbers stay: an odd and an even side, where SAME pads differently (%i px)',
    async (side) => {
      const values = Array.from({ length: 72 }, (_, i) => [0, 0.5, 1, 2, 3][(i * 7) % 5]!);
      const model = tfModel(side, [node('y', 'Conv2D', ['x', 'k'], same)], [{ ...KERNEL, values }]);
      const picture = (y: number, x: number, c: number) => 10 * y + x + 0.25 * c;
      const plane = (c: number) =>
        Array.from({ length: side * side }, (_, i) => picture(Math.floor(i / side), i % side, c));
      const input = Float32Array.from([...plane(0), ...plane(1)]);
      const found = await run(onnxOf(model, ['y']), 'x', input, [1, 2, side, side]);
      const expected = convolved(picture, values, side);
      expect(found).toHaveLength(expected.length);
      found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 3));
    }
  );

  it('pictures as NCHW, SAME padding with stride, bias and activation apart, half floats widened when loaded', () => {
    const fused = { ...same, fused_ops: { list: { s: [base64('BiasAdd'), base64('Relu6')] } } };
    const model = tfModel(
      5,
      [node('y', '_FusedConv2D', ['x', 'k', 'b'], fused)],
      [KERNEL, { name: 'b', shape: [4], values: [0, 1, 2, 3] }]
    );
    expect(shapes(onnxOf(model, ['y']))).toEqual({
      ports: ['x 1×2×5×5', 'y 1×4×3×3'],
      ops: ['Cast', 'Conv', 'Clip']
    });
  });

  it('depthwise, mean, number a channel, resize, and channels joined', () => {
    const model = tfModel(
      4,
      [
        node('d', 'DepthwiseConv2dNative', ['x', 'dk'], same),
        node('m', 'Mean', ['d', 'axes'], { keep_dims: { b: true } }),
        node('s', 'Mul', ['d', 'm', '^x']),
        node('a', 'AddV2', ['s', 'each']),
        node('r', 'ResizeBilinear', ['a', 'size'], { half_pixel_centers: { b: true } }),
        node('c', 'ConcatV2', ['r', 'x', 'axis'])
      ],
      [
        { name: 'dk', shape: [3, 3, 2, 1], values: new Array<number>(18).fill(1) },
        { name: 'axes', shape: [2], values: [1, 2], as: 'int32' },
        { name: 'each', shape: [2], values: [1, 2] },
        { name: 'size', shape: [2], values: [4, 4], as: 'int32' },
        { name: 'axis', shape: [], values: [3], as: 'int32' }
      ]
    );
    const bytes = onnxOf(model, ['c', 'm']);
    expect(shapes(bytes)).toEqual({
      ports: ['x 1×2×4×4', 'c 1×4×4×4', 'm 1×2×1×1'],
      ops: ['Conv', 'GlobalAveragePool', 'Mul', 'Add', 'Resize', 'Concat']
    });
    expect(onnxOf(model, ['c', 'm'])).toEqual(bytes);
  });

  it('only what leads to the outputs is converted', () => {
    const model = tfModel(4, [node('y', 'Relu', ['x']), node('z', 'TopKV2', ['y'])], []);
    expect(shapes(onnxOf(model, ['y'])).ops).toEqual(['Relu']);
    expect(() => onnxOf(model, ['z'])).toThrow('TopKV2 (z) is not converted');
  });

  it.each([
    ['a value that is not there', [node('y', 'Relu', ['gone'])], 'the model has no gone'],
    [
      'explicit padding',
      [node('y', 'Conv2D', ['x', 'k'], { ...same, padding: { s: base64('EXPLICIT') } })],
      'EXPLICIT'
    ],
    ['a mean that drops its axes', [node('y', 'Mean', ['x', 'k'])], 'is of another kind'],
    [
      'another activation',
      [node('y', '_FusedConv2D', ['x', 'k'], { ...same, fused_ops: { list: { s: [base64('Elu')] } } })],
      'Elu'
    ]
  ])('refuses %s', (_, nodes, message) => {
    expect(() => onnxOf(tfModel(4, nodes, [KERNEL]), ['y'])).toThrow(message);
  });

  it('refuses weights that are cut short, or packed in a way it does not know', () => {
    expect(() => tfModel(4, [], [{ ...KERNEL, values: [1, 2] }])).toThrow('the weights end before k');
    expect(() => tfModel(4, [], [{ ...KERNEL, as: 'uint8' }])).toThrow('kept as uint8');
  });
});
