import { readFileSync } from 'node:fs';

/** A codec's module, started from its file: in Node it would ask the network for it. */
export async function startCodec<Module>(name: string, form: string): Promise<Module> {
  const path = `node_modules/@jsquash/${name}/codec/enc/${form}`;
  const { default: start } = (await import(/* @vite-ignore */ `${process.cwd()}/${path}.js`)) as {
    default: (options: object) => Promise<Module>;
  };
  const wasm = new WebAssembly.Module(readFileSync(`${path}.wasm`));
  return start({
    noInitialRun: true,
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    }
  });
}
