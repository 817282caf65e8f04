import { beforeEach, describe, expect, it } from 'vitest';
import { IDENTITY_EDITS, type Edits } from '../../../src/lib/domain/document/edits.ts';
import { makePreset, type Preset } from '../../../src/lib/domain/document/preset.ts';
import { exportPreset, importPreset } from '../../../src/lib/pipeline/presets.ts';
import { makeFakeStudio, type FakeStudio } from '../embed/fake-studio.ts';

/** Bytes of every value, more than go into base64 at a time. */
const WALL = new Blob([Uint8Array.from({ length: 100_001 }, (_, i) => (i * 31) % 256)], {
  type: 'image/png'
});
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

let studio: FakeStudio;
let other: FakeStudio;
let preset: Preset;

beforeEach(async () => {
  [studio, other] = [makeFakeStudio(), makeFakeStudio()];
  const blob = await studio.store.putBlob(WALL);
  const edits: Edits = {
    ...IDENTITY_EDITS,
    backdrop: { kind: 'picture', blob, fit: 'tile', focus: { x: 0, y: 1 }, blur: 0.3 },
    shadow: { ...IDENTITY_EDITS.shadow, reachesFrame: true }
  };
  preset = makePreset({ id: 'p', name: 'Tường: gỗ / sáng' }, edits);
});

const file = async (change: (json: Record<string, unknown>) => object = (json) => json) => {
  const { blob } = await exportPreset(studio, preset);
  return new Blob([JSON.stringify(change(JSON.parse(await blob.text()) as Record<string, unknown>))]);
};

describe('a preset in a file', () => {
  it('carries its picture to another device, every byte', async () => {
    const { blob, name } = await exportPreset(studio, preset);
    expect([name, blob.type]).toEqual(['Tường  gỗ   sáng.packshot-preset.json', 'application/json']);
    const taken = await importPreset(other, blob);
    expect({ ...taken, id: 'p' }).toEqual(preset);
    expect(taken.id).not.toBe('p');
    expect(await other.store.listPresets()).toEqual([taken]);
    if (taken.edits.backdrop?.kind !== 'picture') throw new Error('no picture');
    const picture = await other.store.getBlob(taken.edits.backdrop.blob);
    expect(await bytesOf(picture)).toEqual(await bytesOf(WALL));
    expect(other.worked).toEqual(['encode.decode']);
  });

  it('without a picture nothing is decoded', async () => {
    const plain = makePreset({ id: 'q', name: '???' }, IDENTITY_EDITS, ['frame']);
    const { blob, name } = await exportPreset(studio, plain);
    expect(name).toBe('preset.packshot-preset.json');
    expect(await importPreset(other, blob)).toMatchObject({ name: '???', edits: plain.edits });
    expect(other.worked).toEqual([]);
  });

  it('a picture that is gone cannot go out', async () => {
    await expect(exportPreset(other, preset)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each<[string, (json: Record<string, unknown>) => object, object]>([
    [
      'another picture than it names',
      (json) => ({ ...json, picture: btoa('x') }),
      { data: { path: 'picture' } }
    ],
    ['a picture that is no base64', (json) => ({ ...json, picture: '!' }), { data: { path: 'picture' } }],
    [
      'a picture that does not decode',
      (json) => ({ ...json, picture: btoa('broken') }),
      { code: 'decode-failed' }
    ],
    ['a newer form', (json) => ({ ...json, packshotPreset: 2 }), { code: 'version' }],
    ['edits of another making', (json) => ({ ...json, edits: { cutout: {} } }), { code: 'bad-request' }]
  ])('%s is refused and nothing is kept as a preset', async (_title, change, error) => {
    const sent = await file(change);
    await expect(importPreset(other, sent)).rejects.toMatchObject({ code: 'bad-request', ...error });
    expect(await other.store.listPresets()).toEqual([]);
  });

  it('what is no JSON is refused, what is too long is not even read', async () => {
    await expect(importPreset(other, new Blob(['JFIF']))).rejects.toMatchObject({ code: 'bad-request' });
    const long = { size: 1e9, text: () => Promise.reject(new Error('read')) } as unknown as Blob;
    await expect(importPreset(other, long)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('aborted, it keeps no preset', async () => {
    const sent = await file();
    await expect(importPreset(other, sent, { signal: AbortSignal.abort() })).rejects.toBeDefined();
    expect(await other.store.listPresets()).toEqual([]);
  });
});
