import { onnxModel, type Initializer, type OnnxNode } from './onnx.ts';

/*
 * A small graph of the kinds of nodes ISNet is made of, in the same 16-bit numbers: what computes it rightly can be
 * trusted with ISNet. The app compares two processors' answers (src/lib/engine/segment/webgpu/self-test.ts).
 */

const SIDE = 64;
const FLOAT16 = 10;
const FLOAT32 = 1;

/** Numbers in −1…1 that look like none in particular, the same each time (Numerical Recipes' generator, ranqd1). */
function noise(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

interface Convolution {
  readonly name: string;
  readonly from: string;
  readonly channels: readonly [input: number, output: number];
  readonly stride?: number;
  readonly dilation?: number;
  readonly gain?: number;
}

class Probe {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: Initializer[] = [];

  constructor(private readonly isHalf: boolean) {}

  node(
    op: string,
    inputs: readonly string[],
    output: string,
    attributes: OnnxNode['attributes'] = {}
  ): string {
    this.nodes.push({ op, inputs, output, attributes });
    return output;
  }

  cast(from: string, output: string, to: number): string {
    return this.node('Cast', [from], output, { to });
  }

  /** 3 × 3, as wide as its input; weights as He et al. scale them, so that what comes out is as large as what went in. */
  convolution({ name, from, channels, stride = 1, dilation = 1, gain = 1 }: Convolution): string {
    const [input, output] = channels;
    const scale = gain * Math.sqrt(6 / (input * 9));
    const weights = this.weights(`${name}_w`, [output, input, 3, 3], scale);
    const bias = this.weights(`${name}_b`, [output], 0.1);
    return this.node('Conv', [from, weights, bias], name, {
      kernel_shape: [3, 3],
      strides: [stride, stride],
      dilations: [dilation, dilation],
      pads: [dilation, dilation, dilation, dilation]
    });
  }

  /** Bilinear, to `side` × `side`. */
  enlarged(name: string, from: string, channels: number, side: number): string {
    const dims = BigInt64Array.from([1, channels, side, side].map(BigInt));
    this.initializers.push({ name: `${name}_size`, type: 'int64', dims: [4], data: dims });
    return this.node('Resize', [from, '', '', `${name}_size`], name, {
      mode: 'linear',
      coordinate_transformation_mode: 'half_pixel'
    });
  }

  private weights(name: string, dims: readonly number[], scale: number): string {
    const count = dims.reduce((product, dim) => product * dim, 1);
    const seed = 7 + this.initializers.length;
    const data = Float32Array.from(noise(count, seed), (value) => value * scale);
    this.initializers.push({ name, type: 'float32', dims, data });
    return this.isHalf ? this.cast(name, `${name}_half`, FLOAT16) : name;
  }
}

/**
 * The probe's bytes: `input` [1, 3, 64, 64] → `output` [1, 1, 64, 64], in 0–1.
 * @param half compute with 16-bit numbers
 * @param width channels of its layers
 */
export function probeModel({ half = true, width = 32 } = {}): Uint8Array {
  const graph = new Probe(half);
  const relu = (from: string) => graph.node('Relu', [from], `${from}_relu`);
  const input = half ? graph.cast('input', 'picture', FLOAT16) : 'input';
  const wide = relu(graph.convolution({ name: 'first', from: input, channels: [3, width], stride: 2 }));
  const pool = { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 };
  const pooled = graph.node('MaxPool', [wide], 'pooled', pool);
  const deep = relu(graph.convolution({ name: 'deep', from: pooled, channels: [width, width], dilation: 2 }));
  const large = graph.enlarged('large', deep, width, SIDE / 2);
  const both = graph.node('Concat', [large, wide], 'both', { axis: 1 });
  const joined = relu(graph.convolution({ name: 'joined', from: both, channels: [2 * width, width] }));
  const summed = graph.node('Add', [joined, wide], 'summed');
  const score = graph.convolution({ name: 'score', from: summed, channels: [width, 1], gain: 8 });
  const full = graph.enlarged('full', score, 1, SIDE);
  const found = graph.node('Sigmoid', [full], half ? 'found' : 'output');
  if (half) graph.cast(found, 'output', FLOAT32);
  return onnxModel({
    inputs: [{ name: 'input', dims: [1, 3, SIDE, SIDE] }],
    outputs: [{ name: 'output', dims: [1, 1, SIDE, SIDE] }],
    nodes: graph.nodes,
    initializers: graph.initializers
  });
}
