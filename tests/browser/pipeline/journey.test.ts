import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChannel, findRole } from '../../../src/lib/domain/channels/index.ts';
import {
  addPhoto,
  setEdits,
  setFound,
  setPlace,
  setProduct
} from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import type { EncodeEdit } from '../../../src/lib/domain/document/edits/encode.ts';
import { inspectFile } from '../../../src/lib/pipeline/check.ts';
import { cutoutPhoto } from '../../../src/lib/pipeline/cutout.ts';
import { renderPhoto } from '../../../src/lib/pipeline/export.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { listIntake, takeIn } from '../../../src/lib/pipeline/intake.ts';
import { cutoutOf, matteOf } from '../../../src/lib/pipeline/layers.ts';
import { madeOf } from '../../../src/lib/pipeline/made-of.ts';
import { extensionOf } from '../../../src/lib/pipeline/plan.ts';
import { ProjectWriter, startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

const AMAZON = { channel: 'amazon', role: 'main' };
let studio: Studio;

/** A dark box, x 225–675, y 150–450. */
const photoFile = (name: string, background = '#fff') => boxes(name, [[225, 150, 450, 300]], background);

/** A project whose one photo is imported and cut out. */
async function cutProject(name = 'B0C4TR311X_front.png'): Promise<Project> {
  const photo = await importPhoto(studio, await photoFile(name));
  const { found } = await cutoutPhoto(studio, photo, { effort: 'fast' });
  return setFound(addPhoto(startProject('Test'), photo), photo.id, found);
}

beforeAll(async () => {
  studio = await stubStudio();
});
afterAll(() => studio.close());

describe('the journey of one photo', () => {
  test('a photo becomes a named, white, filled, checked JPEG', async () => {
    const project = await cutProject();
    const file = await renderPhoto(studio, project, project.photos[0]!, AMAZON);
    expect(file.name).toBe('B0C4TR311X.MAIN.jpg');
    expect(file.blob.type).toBe('image/jpeg');
    const { report } = file;
    expect(report.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'review')).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.file).toMatchObject({ width: file.width, height: file.height, bytes: file.blob.size });
    expect(report.provenance.sourceSha256).toBe(project.photos[0]!.source.sha256);
    expect(report.findings.find(({ rule }) => rule === 'fill')!.measured).toBeCloseTo(0.9, 2);
  });

  test('a small photo is enlarged to the required minimum only, and the report says by how much', async () => {
    const project = await cutProject();
    const file = await renderPhoto(studio, project, project.photos[0]!, AMAZON);
    expect(file.width).toBe(file.height);
    expect(file.width).toBeGreaterThanOrEqual(500);
    expect(file.width).toBeLessThan(510);
    expect(file.report.provenance.enlarged).toBeCloseTo(1, 1);
  });

  test('another identifier renames and judges the same file, without pressing it again', async () => {
    const project = await cutProject('shelf.png');
    const photo = project.photos[0]!;
    const nameless = await renderPhoto(studio, project, photo, AMAZON);
    expect(nameless.report.verdict).toBe('review');
    const withProduct = setProduct(project, 'p1', { identifier: 'B0C4TR311X' });
    const named = setPlace(withProduct, photo.id, { productId: 'p1' });
    const file = await renderPhoto(studio, named, named.photos[0]!, AMAZON);
    expect(file.name).toBe('B0C4TR311X.MAIN.jpg');
    expect(file.blob).toBe(nameless.blob);
    expect(file.report.verdict).toBe('pass');
  });

  test('matte and cutout leave as PNG at source size; the cutout keeps product pixels bit by bit', async () => {
    const project = await cutProject();
    const photo = project.photos[0]!;
    const matte = await createImageBitmap(await matteOf(studio, photo));
    expect([matte.width, matte.height]).toEqual([900, 600]);
    const { pixels } = await studio.encode.call(async (api) =>
      api.decodePixels(await cutoutOf(studio, photo))
    );
    const at = (x: number, y: number) => [...pixels.data.subarray((y * 900 + x) * 4, (y * 900 + x) * 4 + 4)];
    expect(at(450, 300)).toEqual([0x20, 0x30, 0x40, 255]);
    expect(at(5, 5)).toEqual([0, 0, 0, 0]);
  });

  test('an output says how its file is written: format, name and hash follow; what the channel refuses is refused', async () => {
    const project = await cutProject();
    const [photo] = project.photos;
    const key = 'amazon/main';
    const usual = await renderPhoto(studio, project, photo!, AMAZON);
    const as = (encode: EncodeEdit) => setEdits(project, photo!.id, { encode }, key);
    const asPng = as({ format: 'png', quality: 'auto' });
    const png = await renderPhoto(studio, asPng, asPng.photos[0]!, AMAZON);
    expect([png.name, png.blob.type, png.format, png.quality]).toEqual([
      'B0C4TR311X.MAIN.png',
      'image/png',
      'png',
      100
    ]);
    expect(png.report.verdict).toBe('pass');
    expect(png.report.provenance.edits).not.toBe(usual.report.provenance.edits);
    expect(await madeOf(studio, asPng, asPng.photos[0]!, AMAZON)).not.toEqual(
      await madeOf(studio, project, photo!, AMAZON)
    );
    const best = as({ format: null, quality: 'best' });
    const jpeg = await renderPhoto(studio, best, best.photos[0]!, AMAZON);
    expect([jpeg.format, jpeg.quality]).toEqual(['jpeg', 100]);
    expect(jpeg.blob.size).toBeGreaterThan(usual.blob.size);
    // What is asked for one file alone counts before what the edits say.
    const asked = await renderPhoto(studio, asPng, asPng.photos[0]!, { ...AMAZON, format: 'jpeg' });
    expect(asked.format).toBe('jpeg');
    const refused = as({ format: 'webp', quality: 'auto' });
    await expect(renderPhoto(studio, refused, refused.photos[0]!, AMAZON)).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'encode.format', format: 'webp' }
    });
    expect(
      extensionOf(asPng.photos[0]!, findChannel('amazon'), findRole(findChannel('amazon'), 'main'))
    ).toBe('png');
  });

  test('a photo that was not cut out cannot be rendered: no-cutout', async () => {
    const photo = await importPhoto(studio, await photoFile('a.png'));
    const project = addPhoto(startProject('Test'), photo);
    await expect(renderPhoto(studio, project, photo, AMAZON)).rejects.toMatchObject({ code: 'no-cutout' });
  });

  test('an unknown channel is refused: rule-unknown', async () => {
    const project = await cutProject();
    const target = { channel: 'nowhere', role: 'main' };
    await expect(renderPhoto(studio, project, project.photos[0]!, target)).rejects.toMatchObject({
      code: 'rule-unknown'
    });
  });

  test('among several files the broken ones are reported by name and the others go on', async () => {
    const files = [
      { name: 'empty.jpg', data: new Blob([]) },
      await photoFile('good.png'),
      { name: 'page.html', data: new Blob(['<!doctype html><p>no picture']) }
    ];
    const { items } = await listIntake(files);
    const outcomes: string[] = [];
    for await (const outcome of takeIn(studio, items, new Map())) {
      const code = 'error' in outcome ? ` ${outcome.error.code}` : '';
      outcomes.push(`${outcome.item.name} ${outcome.kind}${code}`);
    }
    expect(outcomes).toEqual([
      'empty.jpg failed decode-failed',
      'good.png added',
      'page.html skipped unsupported-format'
    ]);
  });
});

describe('checking a foreign file', () => {
  test('a file made here passes again when it comes back from outside', async () => {
    const project = await cutProject();
    const { blob, name } = await renderPhoto(studio, project, project.photos[0]!, AMAZON);
    const report = await inspectFile(studio, blob, { ...AMAZON, name });
    expect(report.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(report.file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a grey background fails as not white', async () => {
    const { data } = await photoFile('B0C4TR311X.MAIN.png', '#e8e8e8');
    const report = await inspectFile(studio, data, { ...AMAZON, name: 'B0C4TR311X.MAIN.png' });
    expect(report.findings.find(({ rule }) => rule === 'background-white')!.verdict).toBe('fail');
    expect(report.verdict).toBe('fail');
  });

  test('a matte of another size is refused: bad-request', async () => {
    const { data } = await photoFile('a.png');
    const matte = await studio.encode.call((api) =>
      api.writeMatte({ width: 10, height: 10, alpha: new Uint8Array(100) })
    );
    await expect(inspectFile(studio, data, { ...AMAZON, matte })).rejects.toMatchObject({
      code: 'bad-request'
    });
  });
});

describe('saving', () => {
  test('saves come in order, and only the newest waiting document is written', async () => {
    const project = startProject('One');
    const writer = new ProjectWriter(studio.store, { revision: 0 });
    await Promise.all(['Two', 'Three', 'Four'].map((name) => writer.save({ ...project, name })));
    expect((await studio.store.loadProject(project.id)).project.name).toBe('Four');
    expect(writer.revision).toBe(2);
  });

  test('a save made in the very turn in which the last one ends is written too', async () => {
    const project = startProject('One');
    const writer = new ProjectWriter(studio.store, { revision: 0 });
    let second: Promise<void> | undefined;
    await writer.save(project).then(() => (second = writer.save({ ...project, name: 'Two' })));
    await second;
    expect((await studio.store.loadProject(project.id)).project.name).toBe('Two');
  });

  test('a writer that fell behind is refused and keeps its document: busy', async () => {
    const project = startProject('One');
    await new ProjectWriter(studio.store, { revision: 0 }).save(project);
    await expect(new ProjectWriter(studio.store, { revision: 0 }).save(project)).rejects.toMatchObject({
      code: 'busy'
    });
  });
});
