import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePreset } from '../../../src/lib/domain/document/preset.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import type { Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, photo, type Connected } from './connected.ts';

let connected: Connected;
let packshot: Packshot;
let id: string;
let other: string;

const MAIN = { channel: 'amazon', role: 'main' };

beforeEach(async () => {
  connected = await connect();
  ({ packshot } = connected);
  ({ id } = await packshot.addPhoto({ name: 'a.jpg', data: photo('a') }));
  ({ id: other } = await packshot.addPhoto({ name: 'b.jpg', data: photo('b') }));
});
afterEach(() => connected.end());

describe('embed: presets', () => {
  it('are a photo’s edits that do something, and give another photo the same look', async () => {
    await packshot.setEdits(id, {
      adjust: { exposure: 0.5 },
      shadow: { contact: { strength: 0.4 } },
      crop: { straighten: 2 }
    });
    const kept = await packshot.savePreset(id, { name: '  Oak  ' });
    expect(kept).toEqual({ id: kept.id, name: 'Oak', edits: ['adjust', 'shadow'] });
    expect(await packshot.getPresets()).toEqual([kept]);
    const edits = await packshot.applyPreset(other, kept.id);
    expect(edits).toMatchObject({ adjust: { exposure: 0.5 }, shadow: { contact: { strength: 0.4 } } });
    expect(edits.crop.straighten).toBe(0);
  });

  it('hold what is named, and give no more than is named', async () => {
    await packshot.setEdits(id, { adjust: { exposure: 0.5 }, frame: { padding: 0.1 } });
    const kept = await packshot.savePreset(id, { name: 'Both', edits: ['adjust', 'frame', 'shadow'] });
    expect(kept.edits).toEqual(['adjust', 'shadow', 'frame']);
    const edits = await packshot.applyPreset(other, kept.id, { edits: ['frame'] });
    expect([edits.adjust.exposure, edits.frame.padding]).toEqual([0, 0.1]);
  });

  it('are taken from one variant, and given to one', async () => {
    await packshot.setEdits(id, { adjust: { exposure: 1 } }, MAIN);
    const kept = await packshot.savePreset(id, { name: 'Main', variant: MAIN });
    expect(kept.edits).toEqual(['adjust']);
    const edits = await packshot.applyPreset(other, kept.id, { variant: MAIN });
    expect(edits.adjust.exposure).toBe(1);
    expect((await packshot.getEdits(other)).adjust.exposure).toBe(0);
  });

  it('travel as files', async () => {
    await packshot.setEdits(id, { adjust: { contrast: 0.2 } });
    const kept = await packshot.savePreset(id, { name: 'Sharp' });
    const file = await packshot.exportPreset(kept.id);
    await packshot.deletePreset(kept.id);
    expect(await packshot.getPresets()).toEqual([]);
    const again = await packshot.importPreset(file);
    expect(again).toMatchObject({ name: 'Sharp', edits: ['adjust'] });
    expect((await packshot.applyPreset(other, again.id)).adjust.contrast).toBe(0.2);
  });

  it('that are not there, or are no presets, change nothing', async () => {
    const before = connected.owner.project;
    for (const method of ['applyPreset', 'deletePreset', 'exportPreset'])
      await expect(
        connected.raw(method, { ...(method === 'applyPreset' && { id }), preset: 'none' })
      ).rejects.toEqual(code('not-found'));
    await expect(packshot.savePreset('none', { name: 'x' })).rejects.toEqual(code('not-found'));
    await expect(packshot.savePreset(id, { name: ' ' })).rejects.toEqual(code('bad-request'));
    await expect(packshot.savePreset(id, { name: 'x', edits: ['cutout' as 'crop'] })).rejects.toEqual(
      code('bad-request')
    );
    await expect(packshot.importPreset(new Blob(['{']))).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'importPreset.file' }
    });
    expect(connected.owner.project).toBe(before);
    expect(await packshot.getPresets()).toEqual([]);
  });

  it('of the person stay the person’s where the frame keeps its project', async () => {
    const { store } = connected.studio;
    Object.defineProperty(store, 'kind', { value: 'local' });
    await store.savePreset(makePreset({ id: 'own', name: 'Own' }, IDENTITY_EDITS, ['frame']));
    expect(await packshot.getPresets()).toEqual([]);
    await expect(packshot.deletePreset('own')).rejects.toEqual(code('not-found'));
    const kept = await packshot.savePreset(id, { name: 'Host’s', edits: ['frame'] });
    expect(await packshot.getPresets()).toEqual([kept]);
    expect(await store.listPresets()).toHaveLength(2);
  });
});
