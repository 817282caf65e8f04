import type { OnnxModel } from '../models.ts';
import type { Runtime } from '../runtime.ts';
import { misfit, type ModelFiles } from './adapter.ts';

/** What was computed of the last few photos; an embedding of SAM is 4 MB. */
const HELD = 4;

/** Keeps what was made last, by key. */
export class Held {
  private readonly values = new Map<string, Promise<unknown>>();

  /** Nothing is held of what failed. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const value = (this.values.get(key) as Promise<T> | undefined) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    value.catch(() => this.values.delete(key));
    for (const oldest of [...this.values.keys()].slice(0, -HELD)) this.values.delete(oldest);
    return value;
  }
}

type File = OnnxModel['files'][number];

/** Sessions are called by their file's hash: the same file is the same graph, whoever describes it. */
export const sessionKey = ({ sha256 }: File): string => `onnx ${sha256}`;

/** A model's files, as its adapter asks for them. `read` gives verified bytes. */
export function filesFrom(
  model: OnnxModel,
  runtime: Runtime,
  held: Held,
  read: (file: File) => Promise<Uint8Array<ArrayBuffer>>
): ModelFiles {
  const fileOf = (role: string): File => {
    const file = model.files.find((candidate) => candidate.role === role);
    if (!file) throw misfit('shape', `${model.id} has no file ${role}`);
    return file;
  };
  const memory = model.minMemoryMB === undefined ? {} : { memoryBytes: model.minMemoryMB * 2 ** 20 };
  const hashes = model.files.map(({ sha256 }) => sha256).join(' ');
  return {
    session: async (role) => {
      const file = fileOf(role);
      return runtime.session(sessionKey(file), () => read(file), memory);
    },
    bytes: async (role) => read(fileOf(role)),
    has: (role) => model.files.some((file) => file.role === role),
    once: (key, make) => held.once(`${hashes} ${key}`, make)
  };
}
