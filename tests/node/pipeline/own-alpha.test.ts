import { expect, test } from 'vitest';
import type { Photo } from '../../../src/lib/domain/document/document.ts';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { ownAlpha } from '../../../src/lib/pipeline/own-alpha.ts';
import { RecentMap } from '../../../src/lib/pipeline/pressed.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import { newPhoto } from '../domain/samples.ts';

/** A studio whose decoder is let go by hand, and counts how often it is asked. */
async function slowStudio() {
  const store = new MemoryStore();
  const source = await store.putBlob(new Blob(['png'], { type: 'image/png' }));
  const matte = new Blob(['matte'], { type: 'image/png' });
  const decoded = {} as { resolve: (found: unknown) => void; reject: (error: Error) => void };
  const decoding = new Promise((resolve, reject) => Object.assign(decoded, { resolve, reject }));
  const asked = { times: 0 };
  const encode = {
    call: () => {
      asked.times++;
      return decoding;
    }
  };
  const studio = { store, encode, alphas: new RecentMap(9) } as unknown as Studio;
  const found = { matte, clear: 50, solid: 50, pixels: 100 };
  return { studio, photo: { ...newPhoto('jug', { source }) } as unknown as Photo, decoded, found, asked };
}

test('who asks while a photo is looked at waits for the same answer', async () => {
  const { studio, photo, decoded, found, asked } = await slowStudio();
  const both = Promise.all([ownAlpha(studio, photo), ownAlpha(studio, photo)]);
  decoded.resolve(found);
  const [first, second] = await both;
  expect(first?.isMeaningful).toBe(true);
  expect(second).toBe(first);
  expect(await ownAlpha(studio, photo)).toBe(first);
  expect(asked.times).toBe(1);
});

test('who stops waiting stops nobody else', async () => {
  const { studio, photo, decoded, found } = await slowStudio();
  const abort = new AbortController();
  const stopped = ownAlpha(studio, photo, abort.signal);
  const other = ownAlpha(studio, photo);
  abort.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  decoded.resolve(found);
  expect((await other)?.isMeaningful).toBe(true);
});

test('a failure is tried again', async () => {
  const { studio, photo, decoded, asked } = await slowStudio();
  decoded.reject(new PackshotError('decode-failed', 'Broken'));
  await expect(ownAlpha(studio, photo)).rejects.toMatchObject({ code: 'decode-failed' });
  await expect(ownAlpha(studio, photo)).rejects.toMatchObject({ code: 'decode-failed' });
  expect(asked.times).toBe(2);
});
