import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPhoto } from '../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import type { SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { EditsPatch, Note, Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, photo, type Connected } from './connected.ts';
import type { FakeStudio } from './fake-studio.ts';

let studio: FakeStudio;
let owner: SavedProject;
let packshot: Packshot;
let raw: Connected['raw'];
let end: () => void;
let id: string;

beforeEach(async () => {
  ({ studio, owner, packshot, raw, end } = await connect());
  ({ id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() }));
});
afterEach(() => end());

const editsNow = () => findPhoto(owner.project, id).edits;
const TEXT: Note = {
  kind: 'text',
  id: 'n',
  color: [0, 0, 0],
  text: 'Chính hãng',
  size: 0.05,
  bold: true,
  at: { x: 0.5, y: 0.1 },
  plate: null
};
const MAIN = { channel: 'amazon', role: 'main' };
const SECONDARY = { channel: 'amazon', role: 'secondary' };
const GERMAN = { ...SECONDARY, locale: 'de-DE' };

describe('embed: every edit', () => {
  it('can be read, in full, from the start', async () => {
    expect(await packshot.getEdits(id)).toEqual(IDENTITY_EDITS);
  });

  it.each<[string, EditsPatch, object]>([
    ['crop', { crop: { turns: 1, rect: { x: 0, y: 0, width: 0.5, height: 1 } } }, { turns: 1, flip: false }],
    ['adjust', { adjust: { exposure: 0.5 } }, { exposure: 0.5, contrast: 0 }],
    ['backdrop', { backdrop: { kind: 'color', color: [1, 2, 3] } }, { kind: 'color', color: [1, 2, 3] }],
    ['backdrop', { backdrop: { kind: 'scene', method: 'mirror' } }, { kind: 'scene', method: 'mirror' }],
    ['shadow', { shadow: { drop: { strength: 0.4 } } }, { drop: { strength: 0.4, angle: 135 } }],
    ['annotate', { annotate: { notes: [TEXT] } }, { language: null, notes: [TEXT] }],
    ['frame', { frame: { padding: 0.1 } }, { padding: 0.1, fill: null, shift: { x: 0, y: 0 } }],
    ['encode', { encode: { format: 'png' } }, { format: 'png', quality: 'auto' }]
  ])('%s: fields that are given are replaced, the others stay', async (name, patch, expected) => {
    const edits = await packshot.setEdits(id, patch);
    expect(edits[name as keyof typeof edits]).toMatchObject(expected);
    expect(edits).toEqual(await packshot.getEdits(id));
    expect({ ...editsNow(), [name]: null }).toEqual({ ...IDENTITY_EDITS, [name]: null });
  });

  it('what one call set, the next one keeps: per component of a shadow, per field elsewhere', async () => {
    await packshot.setEdits(id, { shadow: { contact: { strength: 0.3 }, drop: { angle: 90 } } });
    await packshot.setEdits(id, { shadow: { drop: { strength: 0.2 }, reachesFrame: true } });
    await packshot.setEdits(id, { adjust: { tint: 0.1 }, frame: { shift: { x: 1, y: 0 } } });
    const { shadow, adjust, frame } = await packshot.setEdits(id, {
      adjust: { clarity: 0.2 },
      frame: { ratio: 0.8 }
    });
    expect(shadow.contact).toEqual({ ...IDENTITY_EDITS.shadow.contact, strength: 0.3 });
    expect(shadow.drop).toEqual({ ...IDENTITY_EDITS.shadow.drop, angle: 90, strength: 0.2 });
    expect(shadow.reachesFrame).toBe(true);
    expect(adjust).toEqual({ ...IDENTITY_EDITS.adjust, tint: 0.1, clarity: 0.2 });
    expect(frame).toEqual({ ...IDENTITY_EDITS.frame, ratio: 0.8, shift: { x: 1, y: 0 } });
  });

  it('a backdrop and a list of notes are replaced whole', async () => {
    const gradient = {
      kind: 'gradient',
      shape: 'linear',
      angle: 0,
      stops: [
        { at: 0, color: [0, 0, 0] },
        { at: 1, color: [9, 9, 9] }
      ]
    } as const;
    await packshot.setEdits(id, { backdrop: gradient, annotate: { notes: [TEXT], language: 'vi' } });
    const edits = await packshot.setEdits(id, {
      backdrop: { kind: 'channel' },
      annotate: { notes: [{ ...TEXT, id: 'm' }] }
    });
    expect(edits.backdrop).toEqual({ kind: 'channel' });
    expect(edits.annotate).toEqual({ language: 'vi', notes: [{ ...TEXT, id: 'm' }] });
  });

  it('what is read from one photo can be set to another', async () => {
    await packshot.setEdits(id, {
      crop: { straighten: 3 },
      adjust: { exposure: 1 },
      backdrop: { kind: 'picture', picture: photo('a wall'), blur: 0.5 },
      shadow: { original: { strength: 1 } },
      annotate: { notes: [TEXT] },
      frame: { fill: 0.9 }
    });
    const { crop, adjust, backdrop, shadow, annotate, frame } = await packshot.getEdits(id);
    const other = await packshot.addPhoto({ name: 'b.jpg', data: photo('b') });
    await packshot.setEdits(other.id, { crop, adjust, backdrop, shadow, annotate, frame });
    expect(await packshot.getEdits(other.id)).toEqual(await packshot.getEdits(id));
  });

  it('one picture is written otherwise, as its channel takes it; another format is refused and nothing changes', async () => {
    await packshot.setEdits(id, { encode: { format: 'tiff', quality: 'best' } }, MAIN);
    expect((await packshot.getEdits(id, MAIN)).encode).toEqual({ format: 'tiff', quality: 'best' });
    expect((await packshot.getEdits(id)).encode).toEqual({ format: null, quality: 'auto' });
    const before = owner.project;
    await expect(packshot.setEdits(id, { encode: { format: 'webp' } }, MAIN)).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'setEdits.patch.encode.format', format: 'webp' }
    });
    await expect(
      packshot.setEdits(id, { encode: { quality: 'most' as 'best' } }, MAIN)
    ).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'setEdits.patch.encode.quality' }
    });
    expect(owner.project).toBe(before);
  });

  it('one call is one change of the document', async () => {
    const change = vi.spyOn(owner, 'change');
    await packshot.setEdits(id, { crop: { flip: true }, adjust: { exposure: 1 }, frame: { fill: 0.9 } });
    expect(change).toHaveBeenCalledTimes(1);
  });
});

describe('embed: edits that are no edits', () => {
  const color = [1, 2, 3];
  const stop = (at: number) => ({ at, color });
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...TEXT, id: `${n}` }));
  const gradient = (stops: unknown) => ({ kind: 'gradient', shape: 'linear', angle: 0, stops });

  it.each<[string, unknown]>([
    ['adjust.exposure', { adjust: { exposure: 4 } }],
    ['adjust.exposure', { adjust: { exposure: NaN } }],
    ['adjust.exposure', { adjust: { exposure: null } }],
    ['adjust.exposure', { adjust: { exposure: '1' } }],
    ['adjust.gamma', { adjust: { gamma: 1 } }],
    ['adjust', { adjust: null }],
    ['adjust', { adjust: 1 }],
    ['crop.turns', { crop: { turns: 4 } }],
    ['crop.rect.width', { crop: { rect: { x: 0, y: 0, width: 0.01, height: 1 } } }],
    ['crop.rect', { crop: { rect: { x: 0.6, y: 0, width: 0.5, height: 1 } } }],
    ['crop.keystone.y', { crop: { keystone: { x: 0 } } }],
    ['backdrop.kind', { backdrop: {} }],
    ['backdrop.kind', { backdrop: { kind: 'video' } }],
    ['backdrop', { backdrop: 'white' }],
    ['backdrop.color.0', { backdrop: { kind: 'color', color: [256, 0, 0] } }],
    ['backdrop.color.2', { backdrop: { kind: 'color', color: [1, 2] } }],
    ['backdrop.stops', { backdrop: gradient([stop(0)]) }],
    ['backdrop.stops', { backdrop: gradient([stop(1), stop(0)]) }],
    ['backdrop.stops', { backdrop: gradient(Array.from({ length: 9 }, () => stop(0))) }],
    ['backdrop.stops.1.at', { backdrop: gradient([stop(0), stop(1.5)]) }],
    ['backdrop.blob', { backdrop: { kind: 'color', color, blob: 'x' } }],
    ['shadow.contact.strength', { shadow: { contact: { strength: 2 } } }],
    ['shadow.contact.colour', { shadow: { contact: { colour: 1 } } }],
    ['shadow.glow', { shadow: { glow: {} } }],
    ['shadow.reachesFrame', { shadow: { reachesFrame: 'no' } }],
    ['annotate.notes', { annotate: { notes: many(51) } }],
    ['annotate.notes', { annotate: { notes: [TEXT, TEXT] } }],
    ['annotate.notes.0.text', { annotate: { notes: [{ ...TEXT, text: 'x'.repeat(501) }] } }],
    ['annotate.notes.0.at.x', { annotate: { notes: [{ ...TEXT, at: { x: Infinity, y: 0 } }] } }],
    ['annotate.notes.0.href', { annotate: { notes: [{ ...TEXT, href: 'javascript:1' }] } }],
    ['annotate.notes.0.kind', { annotate: { notes: [{ ...TEXT, kind: 'svg' }] } }],
    ['annotate.language', { annotate: { language: '"><svg>' } }],
    ['frame.padding', { frame: { padding: 0.46 } }],
    ['frame.shift.x', { frame: { shift: { x: 2, y: 0 } } }],
    ['frame.ratio', { frame: { ratio: 0 } }]
  ])('%s: %j is `bad-request` there and changes nothing', async (at, patch) => {
    const before = owner.project;
    await expect(raw('setEdits', { id, patch })).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: `setEdits.patch.${at}` }
    });
    expect(owner.project).toBe(before);
  });

  it('keys named like prototype properties are refused or ignored, and change nothing for anybody', async () => {
    const evil = ['adjust', 'shadow', 'frame', 'annotate'].map(
      (name) => JSON.parse(`{"${name}":{"__proto__":{"exposure":3},"constructor":{}}}`) as object
    );
    for (const patch of evil) await raw('setEdits', { id, patch }).catch(() => {});
    expect(editsNow()).toEqual(IDENTITY_EDITS);
    expect(({} as Record<string, unknown>)['exposure']).toBeUndefined();
  });
});

describe('embed: the edits of one variant', () => {
  it('differ there alone; a locale’s start from its role’s', async () => {
    await packshot.setEdits(id, { adjust: { exposure: 1, tint: 0.5 } });
    await packshot.setEdits(id, { adjust: { exposure: 2 } }, SECONDARY);
    const german = await packshot.setEdits(id, { adjust: { contrast: 0.1 } }, GERMAN);
    expect(german.adjust).toMatchObject({ exposure: 2, tint: 0.5, contrast: 0.1 });
    expect((await packshot.getEdits(id, SECONDARY)).adjust).toMatchObject({ exposure: 2, contrast: 0 });
    for (const variant of [undefined, MAIN]) {
      expect((await packshot.getEdits(id, variant)).adjust).toMatchObject({ exposure: 1, tint: 0.5 });
    }
    expect(Object.keys(findPhoto(owner.project, id).variants)).toEqual([
      'amazon/secondary',
      'amazon/secondary/de-DE'
    ]);
  });

  it('an edit that a variant names follows the photo’s own no longer, all others do', async () => {
    await packshot.setEdits(id, { frame: { fill: 0.9 } }, SECONDARY);
    await packshot.setEdits(id, { frame: { fill: 0.8 }, adjust: { exposure: 1 } });
    expect(await packshot.getEdits(id, SECONDARY)).toMatchObject({
      frame: { fill: 0.9 },
      adjust: { exposure: 1 }
    });
  });

  it('end with `null`', async () => {
    const before = owner.project;
    await packshot.setEdits(id, { frame: { fill: 0.9 } }, SECONDARY);
    const edits = await packshot.setEdits(id, null, SECONDARY);
    expect(edits).toEqual(await packshot.getEdits(id));
    expect(owner.project).toEqual(before);
  });

  it('`null` without a variant would end nothing: `bad-request`', async () => {
    await expect(packshot.setEdits(id, null)).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'setEdits.patch' }
    });
  });

  it('a photo is cut out once, for all its variants', async () => {
    const patch = { cutout: { correction: { grow: 1 } } };
    await expect(packshot.setEdits(id, patch, SECONDARY)).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'setEdits.patch.cutout' }
    });
  });

  it('what is wrong in them is named as elsewhere', async () => {
    await expect(packshot.setEdits(id, { frame: { fill: 2 } }, GERMAN)).rejects.toMatchObject({
      data: { path: 'setEdits.patch.frame.fill' }
    });
  });

  it('a role that the channel does not have is `rule-unknown`, for reading too', async () => {
    const variant = { channel: 'amazon', role: 'hero' };
    await expect(packshot.getEdits(id, variant)).rejects.toEqual(code('rule-unknown'));
    await expect(packshot.setEdits(id, {}, variant)).rejects.toEqual(code('rule-unknown'));
    await expect(packshot.setEdits(id, null, variant)).rejects.toEqual(code('rule-unknown'));
  });

  it.each([
    [{ channel: 'amazon' }, 'variant.role'],
    [{ ...MAIN, locale: 'a/b' }, 'variant.locale'],
    [{ ...MAIN, size: 'large' }, 'variant.size'],
    ['amazon/main', 'variant']
  ])('%j is no variant', async (variant, at) => {
    for (const [method, more] of [
      ['getEdits', {}],
      ['setEdits', { patch: {} }]
    ] as const) {
      await expect(raw(method, { id, variant, ...more })).rejects.toMatchObject({
        code: 'bad-request',
        data: { path: `${method}.${at}` }
      });
    }
  });
});

describe('embed: a picture behind the product', () => {
  const WALL = () => photo('a wall', 'image/png');
  const setPicture = (more: object) =>
    raw('setEdits', { id, patch: { backdrop: { kind: 'picture', ...more } } });

  it('comes as a Blob, is decoded once and kept by its content; the host sees its hash', async () => {
    const { backdrop } = await packshot.setEdits(id, { backdrop: { kind: 'picture', picture: WALL() } });
    const kept = editsNow().backdrop;
    if (kept.kind !== 'picture') throw new Error(kept.kind);
    expect(await (await studio.store.getBlob(kept.blob)).text()).toBe('a wall');
    const { sha256 } = kept.blob;
    expect(backdrop).toEqual({ kind: 'picture', sha256, fit: 'cover', focus: { x: 0.5, y: 0.5 }, blur: 0 });
    expect(studio.worked.filter((work) => work === 'encode.decode')).toHaveLength(2);
    expect(studio.held.now).toBe(0);
  });

  it('one that is no picture is `decode-failed` and changes nothing', async () => {
    const before = owner.project;
    const refused = packshot.setEdits(id, { backdrop: { kind: 'picture', picture: photo('broken') } });
    await expect(refused).rejects.toEqual(code('decode-failed'));
    expect(owner.project).toBe(before);
  });

  it('where anything else is wrong it is not even decoded', async () => {
    const before = studio.worked.length;
    for (const more of [{ blur: 2 }, { fit: 'stretch' }, { focus: { x: 2, y: 0 } }, { opacity: 1 }]) {
      await expect(setPicture({ picture: WALL(), ...more })).rejects.toMatchObject({
        code: 'bad-request',
        data: { path: expect.stringContaining(`setEdits.patch.backdrop.${Object.keys(more)[0]}`) as string }
      });
    }
    const patch = { adjust: { tint: 9 }, backdrop: { kind: 'picture', picture: WALL() } };
    await expect(raw('setEdits', { id, patch })).rejects.toEqual(code('bad-request'));
    expect(studio.worked).toHaveLength(before);
  });

  it('one that stands here already is named by its hash; another place needs no second decoding', async () => {
    await packshot.setEdits(id, { backdrop: { kind: 'picture', picture: WALL() } }, SECONDARY);
    const { backdrop } = await packshot.getEdits(id, SECONDARY);
    if (backdrop.kind !== 'picture') throw new Error(backdrop.kind);
    const before = studio.worked.length;
    const edits = await packshot.setEdits(id, { backdrop: { ...backdrop, blur: 1 } });
    expect(edits.backdrop).toEqual({ ...backdrop, blur: 1 });
    expect(studio.worked).toHaveLength(before);
  });

  it.each<[string, () => object, string]>([
    ['none', () => ({}), 'picture'],
    ['a text', () => ({ picture: 'https://example.com/wall.jpg' }), 'picture'],
    ['a hash that nothing here has', () => ({ sha256: 'f'.repeat(64) }), 'sha256'],
    ['the photo’s own hash', () => ({ sha256: findPhoto(owner.project, id).source.sha256 }), 'sha256'],
    ['both', () => ({ picture: WALL(), sha256: 'f'.repeat(64) }), 'sha256'],
    ['a reference of its own making', () => ({ picture: WALL(), blob: { sha256: 'f' } }), 'blob']
  ])('%s is `bad-request`', async (_what, more, at) => {
    await expect(setPicture(more())).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: `setEdits.patch.backdrop.${at}` }
    });
  });
});
