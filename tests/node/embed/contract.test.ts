import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProject, findPhoto, productOf } from '../../../src/lib/domain/document/change.ts';
import { openProject, type SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Packshot, Report } from '../../../src/lib/embed/sdk/types.ts';
import { APP_VERSION } from '../../../src/lib/pipeline/device.ts';
import * as check from '../../../src/lib/pipeline/check.ts';
import * as preview from '../../../src/lib/pipeline/preview.ts';
import * as exporting from '../../../src/lib/pipeline/export.ts';
import { code, connect, ORIGIN, photo, type Connected } from './connected.ts';
import { makeFakeStudio, PHOTO_SIZE, type FakeStudio } from './fake-studio.ts';

vi.mock('../../../src/lib/pipeline/export.ts', () => ({ renderPhoto: vi.fn() }));
vi.mock('../../../src/lib/pipeline/preview.ts', () => ({ checkedPreview: vi.fn() }));
vi.mock('../../../src/lib/pipeline/check.ts', () => ({ inspectFile: vi.fn() }));

const REPORT = { schema: 1, verdict: 'pass', score: 100, file: {}, findings: [] } as unknown as Report;

let studio: FakeStudio;
let owner: SavedProject;
let packshot: Packshot;
let raw: Connected['raw'];
let end: () => void;

beforeEach(async () => ({ studio, owner, packshot, raw, end } = await connect()));
afterEach(() => {
  end();
  vi.clearAllMocks();
});

describe('embed: capabilities', () => {
  it('names version, app, threads, models and the channels with their roles', () => {
    const { version, app, threads, storage, webgpu, models, channels } = packshot.capabilities;
    expect({ version, app, threads, storage, webgpu }).toEqual({
      version: 1,
      app: APP_VERSION,
      threads: 1,
      storage: false,
      webgpu: false
    });
    expect(models.map(({ id, cached }) => [id, cached])).toContainEqual(['isnet-fp16', false]);
    expect(channels.find(({ id }) => id === 'amazon')?.roles).toEqual([
      'main',
      'secondary',
      'swatch',
      'compliance'
    ]);
  });

  it.each([
    [{ state: 'unfit', reason: 'software' }, false],
    [{ state: 'failed', reason: 'lost', message: '' }, false],
    [{ state: 'untested', bytes: 1, storedBytes: 0 }, true],
    [{ state: 'ready', bytes: 1, storedBytes: 1 }, true]
  ] as const)('webgpu, where the graphics processor is %o: %s', async (status, webgpu) => {
    studio.gpu = status;
    expect((await raw('capabilities', {})) as object).toMatchObject({ webgpu });
  });

  it('a model’s entry holds what the contract lists and nothing of where it lies', () => {
    expect(Object.keys(packshot.capabilities.models[0] ?? {}).sort()).toEqual(
      ['bytes', 'cached', 'commercialUse', 'id', 'licence', 'licenceEvidence', 'task'].sort()
    );
  });
});

describe('embed: photos', () => {
  it('a photo comes back with its id and upright size', async () => {
    const added = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    expect(added).toEqual({ id: expect.any(String) as string, ...PHOTO_SIZE, warnings: [] });
  });

  it('sku, identifier and slot reach the document', async () => {
    const { id } = await packshot.addPhoto({
      name: 'a.jpg',
      data: photo(),
      sku: 'S-1',
      identifier: 'B0C4TR311X',
      slot: 'PT01'
    });
    const added = findPhoto(owner.project, id);
    expect(added.slot).toBe('PT01');
    expect(productOf(owner.project, added)).toMatchObject({ sku: 'S-1', identifier: 'B0C4TR311X' });
  });

  it('a mistyped identifier is kept and warned of', async () => {
    const { warnings } = await packshot.addPhoto({
      name: 'a.jpg',
      data: photo(),
      identifier: '9783161484101'
    });
    expect(warnings).toEqual([expect.stringContaining('check-digit')]);
  });

  it('a file that does not decode is `decode-failed` with its facts, and leaves no photo behind', async () => {
    const failed = packshot.addPhoto({ name: 'a.jpg', data: photo('broken') });
    await expect(failed).rejects.toMatchObject({ code: 'decode-failed', data: { bytes: 6 } });
    expect(owner.project.photos).toEqual([]);
  });

  it('a removed photo is `not-found` for every call', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await packshot.removePhoto(id);
    const target = { channel: 'amazon', role: 'main' };
    const later = [
      packshot.removePhoto(id),
      packshot.cutout(id),
      packshot.getMatte(id),
      packshot.getCutout(id),
      packshot.render(id, target)
    ];
    for (const call of later) await expect(call).rejects.toEqual(code('not-found'));
  });

  it('photos that come at once are decoded one at a time', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => packshot.addPhoto({ name: `${n}.jpg`, data: photo(`${n}`) }))
    );
    expect(owner.project.photos).toHaveLength(20);
    expect(studio.held).toEqual({ now: 0, most: 1 });
  });

  it('the project is saved after every change', async () => {
    await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await vi.waitFor(async () => expect((await studio.store.listProjects())[0]).toMatchObject({ photos: 1 }));
    const again = await openProject(studio.store, ORIGIN, undefined);
    expect(again.project).toEqual(owner.project);
  });

  it('a seller’s own project that is named as the host is left alone, and so is another origin’s', async () => {
    const { store } = makeFakeStudio();
    for (const id of [crypto.randomUUID(), 'embed:http://shop.example'])
      await store.saveProject(createProject({ id, name: 'shop.example', channels: ['amazon'] }), 0);
    const { project, revision } = await openProject(store, ORIGIN, undefined);
    expect([project.id, project.name, revision]).toEqual([`embed:${ORIGIN}`, 'shop.example', 0]);
  });

  it('in memory, a removed photo’s pixels are let go of, those of others and of imports under way are kept', async () => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo('a') });
    const gone = findPhoto(owner.project, id);
    const put = studio.store.putBlob.bind(studio.store);
    let finish = () => {};
    const held = new Promise<void>((resolve) => (finish = resolve));
    const putting = vi.spyOn(studio.store, 'putBlob').mockImplementation(async (blob) => {
      const ref = await put(blob);
      await held;
      return ref;
    });
    const coming = packshot.addPhoto({ name: 'b.jpg', data: photo('b') });
    await vi.waitFor(() => expect(putting).toHaveBeenCalled());
    await packshot.removePhoto(id);
    await new Promise((later) => setTimeout(later, 20));
    finish();
    await vi.waitFor(() => expect(studio.store.getBlob(gone.source)).rejects.toEqual(code('not-found')));
    const kept = findPhoto(owner.project, (await coming).id);
    expect(await (await studio.store.getBlob(kept.source)).text()).toBe('b');
  });

  it('on disk nothing is swept: another tab may be about to save what refers to it', async () => {
    const sweep = vi.spyOn(studio.store, 'sweep');
    await owner.tidy();
    expect(sweep).toHaveBeenCalledTimes(1);
    Object.assign(studio.store, { kind: 'local' });
    await owner.tidy();
    expect(sweep).toHaveBeenCalledTimes(1);
  });
});

describe('embed: render and inspect', () => {
  it('render hands the photo and its target to the pipeline, and back come file and report only', async () => {
    const file = { name: 'B0.MAIN.jpg', blob: photo('jpeg'), width: 9, height: 9, report: REPORT };
    vi.mocked(exporting.renderPhoto).mockResolvedValue({
      ...file,
      layer: {},
      placement: {},
      ms: {}
    } as never);
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    const rendered = await packshot.render(id, { channel: 'amazon', role: 'main', longSide: 1600 });
    expect(Object.keys(rendered).sort()).toEqual(['blob', 'height', 'name', 'report', 'width']);
    expect(await rendered.blob.text()).toBe('jpeg');
    const [, project, asked, target] = vi.mocked(exporting.renderPhoto).mock.lastCall ?? [];
    expect([project, asked?.id, target]).toEqual([
      owner.project,
      id,
      { channel: 'amazon', role: 'main', longSide: 1600 }
    ]);
  });

  it('locale, ratio and format reach the pipeline, a ratio as a number', async () => {
    vi.mocked(exporting.renderPhoto).mockResolvedValue({ report: REPORT } as never);
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    const target = { channel: 'amazon', role: 'secondary', locale: 'de-DE', format: 'png' } as const;
    await packshot.render(id, { ...target, ratio: '4:5' }).catch(() => {});
    expect(vi.mocked(exporting.renderPhoto).mock.lastCall?.[3]).toEqual({ ...target, ratio: 0.8 });
  });

  it('a preview is painted small, judged, and never pressed', async () => {
    const report = { ...REPORT, file: { name: 'B0.MAIN.jpg' } };
    const shown = { blob: photo('small'), width: 1024, height: 768, report };
    vi.mocked(preview.checkedPreview).mockResolvedValue(shown as never);
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    const made = await packshot.render(id, { channel: 'amazon', role: 'main', preview: true });
    expect(made).toMatchObject({ name: 'B0.MAIN.jpg', width: 1024, height: 768, report });
    expect(await made.blob.text()).toBe('small');
    const [, , , target, options] = vi.mocked(preview.checkedPreview).mock.lastCall ?? [];
    expect([target, options?.maxSide]).toEqual([{ channel: 'amazon', role: 'main' }, 1024]);
    expect(exporting.renderPhoto).not.toHaveBeenCalled();
  });

  it('inspect hands file, name and matte to the pipeline and answers its report', async () => {
    vi.mocked(check.inspectFile).mockResolvedValue(REPORT as never);
    const options = { channel: 'amazon', role: 'main', name: 'x.jpg', matte: photo('m') };
    await expect(packshot.inspect(photo('foreign'), options)).resolves.toEqual(REPORT);
    const [, file, asked] = vi.mocked(check.inspectFile).mock.lastCall ?? [];
    expect(await file?.text()).toBe('foreign');
    expect(asked).toMatchObject({ channel: 'amazon', role: 'main', name: 'x.jpg' });
    expect(await asked?.matte?.text()).toBe('m');
  });

  it.each([
    ['amazon', 'hero'],
    ['etzy', 'main'],
    ['__proto__', 'main'],
    ['amazon', 'constructor']
  ])('%s/%s has no rules in this version: `rule-unknown`', async (channel, role) => {
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await expect(packshot.render(id, { channel, role })).rejects.toEqual(code('rule-unknown'));
    await expect(packshot.inspect(photo(), { channel, role })).rejects.toEqual(code('rule-unknown'));
  });

  it('a bug in the pipeline is answered `worker-died`, and nothing else breaks', async () => {
    vi.mocked(exporting.renderPhoto).mockRejectedValue(new TypeError('bug'));
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    const target = { channel: 'amazon', role: 'main' };
    await expect(packshot.render(id, target)).rejects.toEqual(code('worker-died'));
  });
});

describe('embed: what hosts may send', () => {
  const blob = photo();
  const POINT = { x: 1, y: 1 };
  const target = { channel: 'amazon', role: 'main' };
  const polluted = JSON.parse('{"id":"a","__proto__":{"role":"main","channel":"amazon"}}') as object;

  it.each<[string, object, string]>([
    ['prepare', { model: 5 }, 'prepare.model'],
    ['prepare', { model: '' }, 'prepare.model'],
    ['addPhoto', {}, 'addPhoto.name'],
    ['addPhoto', { name: 'a.jpg', data: 'text' }, 'addPhoto.data'],
    ['addPhoto', { name: '', data: blob }, 'addPhoto.name'],
    ['addPhoto', { name: 'x'.repeat(256), data: blob }, 'addPhoto.name'],
    ['addPhoto', { name: 'a.jpg', data: blob, sku: {} }, 'addPhoto.sku'],
    ['addPhoto', { name: 'a.jpg', data: blob, identifier: 'x'.repeat(65) }, 'addPhoto.identifier'],
    ['addPhoto', { name: 'a.jpg', data: blob, id: 'mine' }, 'addPhoto.id'],
    ['removePhoto', {}, 'removePhoto.id'],
    ['removePhoto', { id: ['a'] }, 'removePhoto.id'],
    ['cutout', { id: 'a', effort: 'heroic' }, 'cutout.effort'],
    ['cutout', { id: 'a', effort: 'draft' }, 'cutout.effort'],
    ['cutout', { id: 'a', holes: 'fill' }, 'cutout.holes'],
    [
      'cutout',
      { id: 'a', prompt: { box: { x: 0, y: 0, width: Infinity, height: 1 } } },
      'cutout.prompt.box.width'
    ],
    ['cutout', { id: 'a', prompt: { include: [{ x: 'left', y: 0 }] } }, 'cutout.prompt.include.0.x'],
    ['cutout', { id: 'a', prompt: { include: new Array(65).fill(POINT) } }, 'cutout.prompt.include'],
    ['cutout', { id: 'a', prompt: { text: '' } }, 'cutout.prompt.text'],
    ['cutout', { id: 'a', prompt: { points: [] } }, 'cutout.prompt.points'],
    ['shareCutout', { from: 'a', to: 'b' }, 'shareCutout.to'],
    ['shareCutout', { to: ['b'] }, 'shareCutout.from'],
    ['setMatte', { id: 'a', png: 'grey' }, 'setMatte.png'],
    ['getEdits', {}, 'getEdits.id'],
    ['setEdits', { id: 'a' }, 'setEdits.patch'],
    ['setEdits', { id: 'a', patch: { blur: {} } }, 'setEdits.patch.blur'],
    ['setEdits', { id: 'a', patch: { cutout: { found: null } } }, 'setEdits.patch.cutout.found'],
    ['setEdits', { id: 'a', patch: { cutout: { ask: { holes: 1 } } } }, 'setEdits.patch.cutout.ask.holes'],
    [
      'setEdits',
      { id: 'a', patch: { cutout: { correction: { blur: 1 } } } },
      'setEdits.patch.cutout.correction.blur'
    ],
    ['setMetadata', {}, 'setMetadata.patch'],
    ['setMetadata', { patch: { gps: '0,0' } }, 'setMetadata.patch.gps'],
    ['setMetadata', { patch: { copyright: 'a\u0000' } }, 'setMetadata.patch.copyright'],
    ['setMetadata', { patch: { digitalSourceType: 'magic' } }, 'setMetadata.patch.digitalSourceType'],
    ['getMatte', { id: null }, 'getMatte.id'],
    ['getCutout', { id: 1 }, 'getCutout.id'],
    ['render', { id: 'a' }, 'render.channel'],
    ['render', { id: 'a', ...target, longSide: 0 }, 'render.longSide'],
    ['render', { id: 'a', ...target, longSide: 1e9 }, 'render.longSide'],
    ['render', { id: 'a', ...target, longSide: 1.5 }, 'render.longSide'],
    ['render', { id: 'a', ...target, format: 'gif' }, 'render.format'],
    ['render', { id: 'a', ...target, preview: 'yes' }, 'render.preview'],
    ...['4', '4:5:6', '0:1', '1:0', '1:6', '6:1', 'NaN:1', '1e3:1'].map((ratio): [string, object, string] => [
      'render',
      { id: 'a', ...target, ratio },
      'render.ratio'
    ]),
    ...['', 'x', 'de/DE', '../de', 'de-'.repeat(20)].map((locale): [string, object, string] => [
      'render',
      { id: 'a', ...target, locale },
      'render.locale'
    ]),
    ['render', polluted, 'render.channel'],
    ['inspect', { ...target, blob: {} }, 'inspect.blob'],
    ['inspect', { ...target, blob, matte: 'm' }, 'inspect.matte'],
    ['capabilities', { all: true }, 'capabilities.all']
  ])('%s with %j is `bad-request` at %s', async (method, params, path) => {
    const before = owner.project;
    const refused = raw(method, params);
    await expect(refused).rejects.toMatchObject({ code: 'bad-request', data: { path } });
    expect(owner.project).toBe(before);
    expect(studio.worked).toEqual([]);
  });

  it.each(['close', 'destroy', '__proto__'])('%s is `unknown-method` in this version', async (method) => {
    await expect(raw(method, {})).rejects.toEqual(code('unknown-method'));
  });

  it('keys named like prototype properties change nothing for anybody', async () => {
    const evil = JSON.parse(
      '{"name":"a.jpg","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
    ) as object;
    await raw('addPhoto', { ...evil, data: blob }).catch(() => {});
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    await expect(packshot.addPhoto({ name: 'b.jpg', data: blob })).resolves.toBeDefined();
  });

  it('markup in a name stays text', async () => {
    const name = '<img src=x onerror=alert(1)>.jpg';
    const { id } = await packshot.addPhoto({ name, data: blob });
    expect(findPhoto(owner.project, id).name).toBe(name);
  });
});

describe('embed: the handle', () => {
  it('a listener that was removed hears nothing more, and one that throws hides nothing', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const [first, second] = [vi.fn(), vi.fn()];
    packshot.on('progress', () => {
      throw new Error('in a listener');
    });
    packshot.on('progress', first)();
    packshot.on('progress', second);
    await packshot.prepare();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 2]);
    expect(reported).toHaveBeenCalledTimes(2);
    vi.unstubAllGlobals();
  });

  it('an answer of another form is `version`, not a broken object', async () => {
    vi.mocked(exporting.renderPhoto).mockResolvedValue({ name: 'x.jpg' } as never);
    const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await expect(packshot.render(id, { channel: 'amazon', role: 'main' })).rejects.toEqual(code('version'));
  });
});
