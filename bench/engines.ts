import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions, Effort } from './options.ts';

/** What is compared. `imgly` is @imgly/background-removal as it comes. */
export type EngineName = 'isnet' | 'imgly';

export interface Engine {
  readonly name: EngineName;
  readonly model: string;
  readonly effort: Effort;
  readonly box: boolean;
  /** Names everything that its mattes depend on but the photo: results are kept under it. */
  readonly key: string;
}

const hash = (parts: readonly (string | Buffer)[]): string => {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return sha.digest('hex').slice(0, 10);
};

/**
 * Of the built workers and the models beside them: a screen that changes changes no matte. The names of built files
 * carry hashes of what is in them.
 */
function buildHash(): string {
  const workers = readdirSync(join('build', '_app', 'immutable', 'workers'), { recursive: true });
  return hash([workers.map(String).sort().join('\n'), readFileSync(join('build', 'models', 'models.json'))]);
}

const version = (dependency: string): string =>
  (JSON.parse(readFileSync(join('node_modules', dependency, 'package.json'), 'utf8')) as { version: string })
    .version;

/** The engines of a run, the yardstick first. Stock imgly does not depend on our build, nor does it take prompts. */
export function engines({ effort, box, stock, megapixels }: BenchOptions): Engine[] {
  const size = megapixels === null ? '' : `-${megapixels}mp`;
  const own: Engine = {
    name: 'isnet',
    model: 'isnet-fp16',
    effort,
    box,
    key: `isnet-${effort}${box ? '-box' : ''}${size}-${buildHash()}`
  };
  if (!stock) return [own];
  const versions = `${version('@imgly/background-removal')}-ort-${version('onnxruntime-web')}`;
  const imgly = { name: 'imgly', model: 'imgly-isnet-fp16', effort: 'auto', box: false } as const;
  return [{ ...imgly, key: `imgly-${versions}${size}` }, own];
}
