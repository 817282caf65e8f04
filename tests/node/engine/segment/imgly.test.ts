import { expect, it, vi } from 'vitest';
import { IDENTITY_ASK, NO_PROMPT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { imglyApi } from '../../../../src/lib/engine/segment/imgly.ts';
import { parseManifest } from '../../../../src/lib/engine/segment/models.ts';
import type { Weights } from '../../../../src/lib/engine/segment/weights.ts';
import { stubAssets } from '../../../fixtures/stub-model.ts';

const size = { width: 4, height: 4 };
let running = 0;
let most = 0;

vi.mock('../../../../src/lib/engine/pixels.ts', () => ({
  readBitmap: () => ({ ...size, data: new Uint8ClampedArray(64) })
}));
vi.mock('@imgly/background-removal', () => ({
  preload: async () => {},
  removeBackground: async (photo: Blob, { progress }: { progress: (step: string) => void }) => {
    most = Math.max(most, ++running);
    for (const step of ['compute:inference', 'compute:mask']) {
      await new Promise((soon) => setTimeout(soon, 5));
      progress(step);
    }
    running--;
    return photo;
  }
}));

it('photos that come at once are cut out one after the other, each told its own stages', async () => {
  const { files } = await stubAssets({ wasm: new Uint8Array(1000), glue: new Uint8Array(10) });
  const manifest = parseManifest(JSON.parse(new TextDecoder().decode(files.get('models/models.json'))));
  const weights = { manifest: async () => manifest, download: async () => {} } as unknown as Weights;
  const api = imglyApi(weights, new URL('https://shop.example/app/'));
  const close = vi.fn();
  const stagesOf = async () => {
    const stages: string[] = [];
    const bitmap = { ...size, close } as unknown as ImageBitmap;
    await api.segment(bitmap, { model: 'imgly-isnet-fp16', effort: 'auto' }, (stage) => stages.push(stage));
    return stages;
  };
  const all = ['load', 'prepare', 'infer', 'refine'];
  expect(await Promise.all([stagesOf(), stagesOf()])).toEqual([all, all]);
  expect(most).toBe(1);
  expect(close).toHaveBeenCalledTimes(2);
});

it('a prompt is refused: the library cannot be told what to look for', async () => {
  const api = imglyApi({} as Weights, new URL('https://shop.example/app/'));
  const close = vi.fn();
  const prompt = { ...NO_PROMPT, box: { x: 0, y: 0, width: 1, height: 1 } };
  const asked = api.segment(
    { ...size, close } as unknown as ImageBitmap,
    { model: 'imgly-isnet-fp16', effort: 'auto', ask: { ...IDENTITY_ASK, prompt } },
    () => {}
  );
  await expect(asked).rejects.toMatchObject({ code: 'unsupported-prompt' });
  expect(close).toHaveBeenCalledOnce();
});
