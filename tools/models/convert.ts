import type { Attribute, Initializer, OnnxNode } from './onnx.ts';
import { onnxModel } from './onnx.ts';
import { padding, transposed } from './layout.ts';
import { attributeOf, type TfModel, type TfNode, type Weight } from './tfjs.ts';

/** [1, channels, height, width] */
type Shape = readonly [number, number, number, number];

/** Name without what TensorFlow puts around it: `^control`, `first output:0`. */
const plain = (name: string): string => name.replace(/^\^/, '').replace(/:0$/, '');

/** Operators that take each value for itself. */
const PLAIN: Readonly<Record<string, string>> = { Relu: 'Relu', Sigmoid: 'Sigmoid', Identity: 'Identity' };
const ARITHMETIC: Readonly<Record<string, string>> = { Mul: 'Mul', Add: 'Add', AddV2: 'Add', BiasAdd: 'Add' };

/** Goes from the outputs back to the input, writing each node after those it takes from. */
class Conversion {
  readonly nodes: OnnxNode[] = [];
  readonly initializers = new Map<string, Initializer>();
  private readonly shapes = new Map<string, Shape>();

  constructor(private readonly model: TfModel) {
    const [batch, height, width, channels] = model.input.shape as [number, number, number, number];
    this.shapes.set(model.input.name, [batch, channels, height, width]);
  }

  /** Shape of a value, which is converted first where it has not been. */
  shapeOf(name: string): Shape {
    const known = this.shapes.get(name);
    if (known) return known;
    const node = this.model.nodes.get(name);
    if (!node) throw new Error(`the model has no ${name}`);
    const shape = this.convert(node, (node.input ?? []).filter((input) => !input.startsWith('^')).map(plain));
    this.shapes.set(name, shape);
    return shape;
  }

  private convert(node: TfNode, inputs: readonly string[]): Shape {
    const [first = '', second = ''] = inputs;
    const { op, name } = node;
    if (/^_?(Fused)?(Conv2D|DepthwiseConv2dNative)$/.test(op)) return this.convolve(node, inputs);
    if (ARITHMETIC[op]) return this.combine(ARITHMETIC[op], inputs, name);
    if (PLAIN[op] || op === 'Relu6') return this.activate(PLAIN[op] ?? 'Relu6', first, name);
    if (op === 'MaxPool') return this.pool(node, first);
    if (op === 'Pad') return this.pad(node, first, second);
    if (op === 'Mean') return this.average(node, first, second);
    if (op === 'ResizeBilinear') return this.resize(node, first, second);
    if (op === 'ConcatV2') return this.concatenate(inputs, name);
    throw new Error(`${op} (${name}) is not converted`);
  }

  private write(
    op: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>> = {}
  ): void {
    this.nodes.push({ op, inputs, output, attributes });
  }

  private constant(name: string): Weight {
    const weight = this.model.weights.get(name);
    if (!weight) throw new Error(`${name} is not constant`);
    return weight;
  }

  private integers(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    this.initializers.set(name, { name, type: 'int64', dims: [values.length], data });
    return name;
  }

  /** Stores numbers as they came; float16 is widened when the model is loaded, so that all computing is float32. */
  private numbers(name: string, data: Weight['data'], dims: readonly number[]): string {
    if (data instanceof Int32Array) throw new Error(`${name} is of whole numbers`);
    if (this.initializers.has(name)) return name;
    if (data instanceof Float32Array) {
      this.initializers.set(name, { name, type: 'float32', dims, data });
      return name;
    }
    const wide = `${name}/wide`;
    if (!this.initializers.has(`${name}/half`)) {
      this.initializers.set(`${name}/half`, { name: `${name}/half`, type: 'float16', dims, data });
      this.write('Cast', [`${name}/half`], wide, { to: 1 });
    }
    return wide;
  }

  /** TensorFlow has kernels as height, width, in, out; ONNX as out, in, height, width. */
  private kernel(name: string, isDepthwise: boolean): { weights: string; dims: readonly number[] } {
    const { shape, data } = this.constant(name);
    const [height, width, ins, outs] = shape as [number, number, number, number];
    const order = isDepthwise ? [2, 3, 0, 1] : [3, 2, 0, 1];
    const dims = isDepthwise ? [ins * outs, 1, height, width] : [outs, ins, height, width];
    return { weights: this.numbers(`${name}/kernel`, transposed(data, shape, order), dims), dims };
  }

  private convolve(node: TfNode, inputs: readonly string[]): Shape {
    const [input = '', kernel = '', bias] = inputs;
    const isDepthwise = node.op.includes('Depthwise');
    const [batch, channels, height, width] = this.shapeOf(input);
    const { weights, dims } = this.kernel(kernel, isDepthwise);
    const [outs, , kernelHeight, kernelWidth] = dims as [number, number, number, number];
    const attribute = attributeOf(node);
    const strides = attribute.integers('strides').slice(1, 3) as [number, number];
    const dilations = [...attribute.integers('dilations').slice(1, 3), 1, 1].slice(0, 2) as [number, number];
    const kind = attribute.text('padding');
    const rows = padding(kind, height, kernelHeight, strides[0], dilations[0]);
    const columns = padding(kind, width, kernelWidth, strides[1], dilations[1]);
    const [isBiased, activation] = this.fused(node);
    const operands = [input, weights];
    if (isBiased && bias) operands.push(this.numbers(bias, this.constant(bias).data, [outs]));
    const linear = activation ? `${node.name}/linear` : node.name;
    this.write('Conv', operands, linear, {
      kernel_shape: [kernelHeight, kernelWidth],
      strides,
      dilations,
      pads: [rows.before, columns.before, rows.after, columns.after],
      group: isDepthwise ? channels : 1
    });
    const shape: Shape = [batch, outs, rows.out, columns.out];
    this.shapes.set(linear, shape);
    if (!activation) return shape;
    if (!PLAIN[activation] && activation !== 'Relu6')
      throw new Error(`activation ${activation} (${node.name}) is not converted`);
    return this.activate(activation, linear, node.name);
  }

  /** What a fused convolution does besides: add its third input, then an activation. */
  private fused(node: TfNode): [isBiased: boolean, activation: string | undefined] {
    const ops = attributeOf(node).texts('fused_ops');
    return [ops.includes('BiasAdd'), ops.find((op) => op !== 'BiasAdd')];
  }

  private activate(op: string, input: string, output: string): Shape {
    const shape = this.shapeOf(input);
    if (op !== 'Relu6') this.write(op, [input], output);
    else {
      const low = this.numbers('zero', Float32Array.of(0), []);
      const high = this.numbers('six', Float32Array.of(6), []);
      this.write('Clip', [input, low, high], output);
    }
    return shape;
  }

  /** A constant is a number, or one a channel; the result is as large as the largest operand. */
  private combine(op: string, inputs: readonly string[], name: string): Shape {
    const operands = inputs.map((input) => {
      const weight = this.model.weights.get(input);
      if (!weight) return { name: input, shape: this.shapeOf(input) };
      if (weight.shape.length > 1) throw new Error(`${input} of ${name} has ${weight.shape.length} axes`);
      const dims = weight.shape.length === 0 ? [] : [weight.shape[0]!, 1, 1];
      return { name: this.numbers(`${input}/each`, weight.data, dims), shape: undefined };
    });
    this.write(
      op,
      operands.map((operand) => operand.name),
      name
    );
    const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
    if (shapes.length === 0) throw new Error(`${name} is constant`);
    return [0, 1, 2, 3].map((axis) => Math.max(...shapes.map((shape) => shape[axis]!))) as unknown as Shape;
  }

  private pool(node: TfNode, input: string): Shape {
    const [batch, channels, height, width] = this.shapeOf(input);
    const attribute = attributeOf(node);
    const kernel = attribute.integers('ksize').slice(1, 3) as [number, number];
    const strides = attribute.integers('strides').slice(1, 3) as [number, number];
    const kind = attribute.text('padding');
    const rows = padding(kind, height, kernel[0], strides[0], 1);
    const columns = padding(kind, width, kernel[1], strides[1], 1);
    const pads = [rows.before, columns.before, rows.after, columns.after];
    this.write('MaxPool', [input], node.name, { kernel_shape: kernel, strides, pads });
    return [batch, channels, rows.out, columns.out];
  }

  /** With zeros. TensorFlow lists before and after by axis of batch, height, width, channels. */
  private pad(node: TfNode, input: string, paddings: string): Shape {
    const [b0, b1, h0, h1, w0, w1, c0, c1] = [...this.constant(paddings).data] as number[] & { length: 8 };
    const before = [b0!, c0!, h0!, w0!];
    const after = [b1!, c1!, h1!, w1!];
    const pads = this.integers(`${node.name}/pads`, [...before, ...after]);
    this.write('Pad', [input, pads], node.name);
    return this.shapeOf(input).map((side, axis) => side + before[axis]! + after[axis]!) as unknown as Shape;
  }

  /** Over height and width, which are kept as 1. */
  private average(node: TfNode, input: string, axes: string): Shape {
    const isKept = attributeOf(node).isSet('keep_dims');
    if (this.constant(axes).data.join() !== '1,2' || !isKept)
      throw new Error(`the mean ${node.name} is of another kind`);
    this.write('GlobalAveragePool', [input], node.name);
    const [batch, channels] = this.shapeOf(input);
    return [batch, channels, 1, 1];
  }

  private resize(node: TfNode, input: string, size: string): Shape {
    const [batch, channels] = this.shapeOf(input);
    const [height, width] = [...this.constant(size).data] as [number, number];
    const attribute = attributeOf(node);
    if (attribute.isSet('align_corners')) throw new Error(`${node.name} aligns corners`);
    const mode = attribute.isSet('half_pixel_centers') ? 'half_pixel' : 'asymmetric';
    const shape: Shape = [batch, channels, height, width];
    const sizes = this.integers(`${node.name}/sizes`, shape);
    this.write('Resize', [input, '', '', sizes], node.name, {
      mode: 'linear',
      coordinate_transformation_mode: mode
    });
    return shape;
  }

  /** Along the channels. */
  private concatenate(inputs: readonly string[], name: string): Shape {
    const parts = inputs.slice(0, -1);
    const axis = this.constant(inputs.at(-1) ?? '').data[0];
    if (axis !== 3 && axis !== -1) throw new Error(`${name} does not join channels`);
    const shapes = parts.map((part) => this.shapeOf(part));
    this.write('Concat', parts, name, { axis: 1 });
    const [batch, , height, width] = shapes[0]!;
    return [batch, shapes.reduce((sum, [, channels]) => sum + channels, 0), height, width];
  }
}

/**
 * Converts the part of a TensorFlow.js graph model that leads to `outputs` into an ONNX model. TensorFlow has pictures
 * as height, width, channels; the converted model takes and gives them as NCHW.
 *
 * @param outputs names of values of the graph
 * @throws where the graph has something that is not converted
 */
export function onnxOf(model: TfModel, outputs: readonly string[]): Uint8Array {
  const conversion = new Conversion(model);
  const input = { name: model.input.name, dims: conversion.shapeOf(model.input.name) };
  const ports = outputs.map((name) => ({ name, dims: conversion.shapeOf(name) }));
  const { nodes, initializers } = conversion;
  return onnxModel({ inputs: [input], outputs: ports, nodes, initializers: [...initializers.values()] });
}
