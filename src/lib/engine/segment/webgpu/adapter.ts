import type { AdapterFacts, GpuFacts } from './facts.ts';
import { GpuFault } from './fault.ts';

/** Not in TypeScript's list: Chromium alone has them. */
interface ChromiumNavigator {
  readonly gpu?: GPU;
  readonly deviceMemory?: number;
}

const here = (): ChromiumNavigator => globalThis.navigator as ChromiumNavigator;

/** Null also where the browser throws, as some do with a blocked driver. */
const askAdapter = async (): Promise<GPUAdapter | null> =>
  (await here()
    .gpu?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null)) ?? null;

/** `isFallbackAdapter` is young; SwiftShader and llvmpipe are known by their names too. */
const isSoftware = ({ isFallbackAdapter, architecture, device, description }: GPUAdapterInfo): boolean =>
  isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(`${architecture} ${device} ${description}`);

const factsOf = ({ info, features, limits }: GPUAdapter): AdapterFacts => ({
  isSoftware: isSoftware(info),
  hasF16: features.has('shader-f16'),
  maxBufferBytes: limits.maxBufferSize,
  maxBindingBytes: limits.maxStorageBufferBindingSize
});

/** Asks this browser, and starts nothing. Works in workers. */
export async function readGpu(): Promise<GpuFacts> {
  const { gpu, deviceMemory } = here();
  const adapter = await askAdapter();
  return {
    hasWebGpu: gpu !== undefined,
    adapter: adapter && factsOf(adapter),
    canSuspend: 'Suspending' in WebAssembly,
    deviceMemory
  };
}

/** Those that onnxruntime asks for where it opens the device itself. */
const FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups'];
const LIMITS = [
  'maxBindGroups',
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage'
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** A device of ours, so that its loss is ours to see. */
export interface OpenGpu {
  readonly device: GPUDevice;
  /** Rejects (`GpuFault`) when the device is lost, or reports an error that nobody asked for; never resolves. */
  readonly broken: Promise<never>;
}

/** Opens the device with all that its adapter can give. @throws `GpuFault`, or what the browser throws */
export async function openGpu(): Promise<OpenGpu> {
  const adapter = await askAdapter();
  if (!adapter) throw new GpuFault('lost', 'The adapter has gone');
  const device = await adapter.requestDevice({
    requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]))
  });
  const broken = new Promise<never>((_, reject) => {
    void device.lost.then(({ reason, message }) => reject(new GpuFault('lost', `${reason}: ${message}`)));
    device.addEventListener('uncapturederror', ({ error }) => reject(new GpuFault('error', error.message)));
  });
  broken.catch(() => {});
  return { device, broken };
}
