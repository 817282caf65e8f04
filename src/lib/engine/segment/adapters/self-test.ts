import { IDENTITY_ASK, NO_PROMPT, type Ask } from '../../../domain/document/edits/cutout.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import { hashOf } from '../fetching.ts';
import type { OnnxModel } from '../models.ts';
import type { ModelFiles } from './adapter.ts';
import { adapterFor } from './adapters.ts';

const [WIDTH, HEIGHT, RADIUS] = [320, 240, 70];

/** A dark disc on a light ground that darkens downwards. */
export function testPicture(): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const isDisc = Math.hypot(x + 0.5 - WIDTH / 2, y + 0.5 - HEIGHT / 2) < RADIUS;
    const ground = 245 - Math.round((20 * y) / HEIGHT);
    data.set(isDisc ? [40, 60, 90] : [ground, ground, ground], 4 * i);
  }
  return { data, width: WIDTH, height: HEIGHT };
}

/** What a model of that task can be asked about the picture. */
function testAsk(task: OnnxModel['task']): Ask {
  const prompt = {
    'promptable-segmentation': {
      ...NO_PROMPT,
      box: { x: WIDTH / 2 - RADIUS, y: HEIGHT / 2 - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS },
      include: [{ x: WIDTH / 2, y: HEIGHT / 2 }]
    },
    'text-segmentation': { ...NO_PROMPT, text: 'disc' }
  }[task as string];
  return { ...IDENTITY_ASK, prompt: prompt ?? NO_PROMPT };
}

export interface SelfTest {
  readonly ms: number;
  /** Share of the picture that was found, 0–1. */
  readonly found: number;
  /** Of one byte for each sample, 1 where α > ½, else 0. */
  readonly sha256: string;
}

/** The runtime has one code and many words for a file that is no graph, or one it cannot run. */
function withReason(error: unknown): never {
  if (error instanceof PackshotError && error.code === 'model-unavailable' && !error.data) {
    throw new PackshotError(error.code, error.message, { reason: 'graph' });
  }
  throw error;
}

/**
 * Runs a model once on a generated picture: its graphs are loaded, their inputs and outputs exist, and its answer is a
 * plane of numbers within 0–1. How good the answer is, this cannot tell.
 * @throws `model-unavailable` (data.reason: `graph`, `test`, or what the adapter says), `out-of-memory`
 */
export async function selfTest(model: OnnxModel, files: ModelFiles): Promise<SelfTest> {
  const started = performance.now();
  const { alpha } = await adapterFor(model)(testPicture(), testAsk(model.task), files).catch(withReason);
  const ms = performance.now() - started;
  const mask = Uint8Array.from(alpha, (value) => Number(value > 0.5));
  const sha256 = await hashOf(mask);
  const { expectSha } = model.selfTest;
  if (expectSha !== undefined && expectSha !== sha256) {
    throw new PackshotError('model-unavailable', `The self-test gave ${sha256}`, { reason: 'test', sha256 });
  }
  return { ms, found: mask.reduce((sum, value) => sum + value, 0) / mask.length, sha256 };
}
