import { PackshotError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** One step of a saved document's form, from version `from` to `from + 1`. */
export interface Migration {
  readonly from: number;
  /** Gets a deep-frozen document; returns the next one without its `version`, which is set by `migrate`. */
  up(document: JsonObject): JsonObject;
}

/** @throws `bad-request` where there is no whole version number ≥ 1 */
export function versionOf(json: unknown): number {
  const version = isObject(json) ? json['version'] : undefined;
  if (typeof version === 'number' && Number.isInteger(version) && version >= 1) return version;
  throw new PackshotError('bad-request', 'project at version: not a version number', { path: 'version' });
}

/**
 * Brings a document up to `target`, step by step; the input is left as it is.
 * @throws `version` where a step is missing; `bad-request` where there is no version
 */
export function migrate(json: unknown, steps: readonly Migration[], target: number): unknown {
  const from = versionOf(json);
  // As it is: freezing copies, and whoever parses it copies again.
  if (from >= target) return json;
  let document = frozen(json);
  for (let version = from; version < target; version++) {
    const step = steps.find(({ from }) => from === version);
    if (!step) throw new PackshotError('version', `no migration from version ${version}`, { version });
    document = frozen({ ...step.up(document as JsonObject), version: version + 1 });
  }
  return document;
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null;
}
