import srgb from './srgb.wgsl?raw';

/** A compute shader: one file of WGSL, whose `main` paints one texture. */
export interface Kernel {
  /** Unique; names its objects in the browser's tools and keys its pipeline. */
  readonly name: string;
  readonly code: string;
}

/** What a kernel is run with. */
export interface Run {
  /** Bindings 1 … n of group 0, in order; all of them must be in use in the shader. */
  readonly inputs: readonly GPUTexture[];
  /** Binding n + 1. */
  readonly output: GPUTexture;
  /** Binding 0: a uniform of floats in the order of the shader's struct; none where empty. */
  readonly params: readonly number[];
  /** Invocations; one a pixel of the output where not given. */
  readonly across?: readonly [x: number, y: number];
}

/** As in every kernel's `@workgroup_size(8, 8)`. */
const GROUP = 8;

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();

/** Compiled once a device. */
function pipelineOf(device: GPUDevice, { name, code }: Kernel): GPUComputePipeline {
  const made = pipelines.get(device) ?? new Map<string, GPUComputePipeline>();
  pipelines.set(device, made);
  const known = made.get(name);
  if (known) return known;
  const module = device.createShaderModule({ label: name, code: `${srgb}\n${code}` });
  const pipeline = device.createComputePipeline({
    label: name,
    layout: 'auto',
    compute: { module, entryPoint: 'main' }
  });
  made.set(name, pipeline);
  return pipeline;
}

/** Null where there are no parameters. */
function uniform(device: GPUDevice, label: string, params: readonly number[]): GPUBuffer | null {
  if (params.length === 0) return null;
  const data = new Float32Array(params);
  // The size of a struct with vectors is a multiple of 16 bytes.
  const size = Math.ceil(data.byteLength / 16) * 16;
  const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ label, size, usage });
  device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/** Runs a kernel. What it works on may be destroyed as soon as this returns: the queue keeps it until it is done. */
export function run(device: GPUDevice, kernel: Kernel, { inputs, output, params, across }: Run): void {
  const { name: label } = kernel;
  const pipeline = pipelineOf(device, kernel);
  const buffer = uniform(device, label, params);
  const textures = [...inputs, output].map((texture, i) => ({
    binding: i + 1,
    resource: texture.createView({ label: texture.label })
  }));
  const entries = buffer ? [{ binding: 0, resource: { buffer } }, ...textures] : textures;
  const group = device.createBindGroup({ label, layout: pipeline.getBindGroupLayout(0), entries });
  const encoder = device.createCommandEncoder({ label });
  const pass = encoder.beginComputePass({ label });
  const [x, y] = across ?? [output.width, output.height];
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(x / GROUP), Math.ceil(y / GROUP));
  pass.end();
  device.queue.submit([encoder.finish()]);
  buffer?.destroy();
}
