/** Shaders are files; the bundler hands over their text. */
declare module '*.wgsl?raw' {
  const text: string;
  export default text;
}

// WebGPU's flags (https://www.w3.org/TR/webgpu/#namespacedef-gputextureusage and following): TypeScript's library has
// the interfaces but not these namespaces.

declare const GPUTextureUsage: {
  readonly COPY_SRC: number;
  readonly COPY_DST: number;
  readonly TEXTURE_BINDING: number;
  readonly STORAGE_BINDING: number;
};

declare const GPUBufferUsage: {
  readonly MAP_READ: number;
  readonly COPY_DST: number;
  readonly UNIFORM: number;
};

declare const GPUMapMode: { readonly READ: number };
