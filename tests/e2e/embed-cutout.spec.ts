import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { serveApp, serveHostPage, type HostWindow, type Served } from './embed-host.ts';
import { embed } from './embed-journey.ts';

/* What a person can do to a cutout, done by calls of another site's page. The stub model finds what is dark. */

let host: Served;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

const SIZE = { width: 900, height: 600 };
/** Middle of the left box, of the right one, and of the white between them. */
const SPOTS = [225, 675, 450];
const RIGHT = { x: 500, y: 100, width: 350, height: 400 };

/** Two dark boxes on white. */
async function pairPhoto(): Promise<string> {
  const box = { create: { width: 270, height: 300, channels: 3, background: '#203040' } } as const;
  const input = await sharp(box).png().toBuffer();
  const photo = sharp({ create: { ...SIZE, channels: 3, background: '#ffffff' } }).composite([
    { input, left: 90, top: 150 },
    { input, left: 540, top: 150 }
  ]);
  return (await photo.png().toBuffer()).toString('base64');
}

const base64Of = async (data: Buffer | Promise<Buffer>) => (await data).toString('base64');

/** Adds a photo and returns its id. */
const add = (page: Page, base64: string, more: object = {}): Promise<string> =>
  page.evaluate(
    async ([photo, more]) => {
      const data = await (await fetch(`data:image/png;base64,${photo}`)).blob();
      const { packshot } = window as unknown as HostWindow;
      return (await packshot.addPhoto({ name: 'B0C4TR311X.png', data, ...more })).id;
    },
    [base64, more] as const
  );

type Call = 'cutout' | 'getEdits' | 'setEdits' | 'shareCutout' | 'render';

/** Calls a method whose answer is plain JSON; an error comes back as its code and data. */
const call = (page: Page, method: Call, ...args: unknown[]): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ([method, args]) => {
      const { packshot } = window as unknown as HostWindow;
      const run = packshot[method] as unknown as (...args: unknown[]) => Promise<Record<string, unknown>>;
      try {
        return JSON.parse(JSON.stringify(await run(...args))) as Record<string, unknown>;
      } catch (error) {
        const { code, data } = error as { code: string; data: unknown };
        return { code, data };
      }
    },
    [method, args] as const
  );

/** α of the photo's matte at the three spots. */
async function spotsOf(page: Page, id: string): Promise<number[]> {
  const base64 = await page.evaluate(async (id) => {
    const { packshot } = window as unknown as HostWindow;
    const bytes = new Uint8Array(await (await packshot.getMatte(id)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, id);
  const { data, info } = await sharp(Buffer.from(base64, 'base64'))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject(SIZE);
  return SPOTS.map((x) => data[300 * SIZE.width + x]!);
}

/** Hands in a matte and returns the code of what it is refused with, or null. */
const setMatte = (page: Page, id: string, base64: string): Promise<string | null> =>
  page.evaluate(
    async ([id, matte]) => {
      const png = await (await fetch(`data:image/png;base64,${matte}`)).blob();
      const { packshot } = window as unknown as HostWindow;
      return packshot.setMatte(id, png).then(
        () => null,
        (error: { code: string }) => error.code
      );
    },
    [id, base64] as const
  );

test('box, clicks and words say what is meant; what cannot be asked is refused by name', async ({ page }) => {
  await embed(page, host, app);
  const id = await add(page, await pairPhoto());
  await call(page, 'cutout', id);
  expect(await spotsOf(page, id)).toEqual([255, 255, 0]);

  const boxed = await call(page, 'cutout', id, { prompt: { box: RIGHT } });
  expect(boxed).toMatchObject({ model: 'isnet-fp16' });
  expect(boxed['candidates']).toBeGreaterThan(0);
  expect(await spotsOf(page, id)).toEqual([0, 255, 0]);

  await call(page, 'cutout', id, {
    prompt: { include: [{ x: 225, y: 300 }], exclude: [{ x: 675, y: 300 }] }
  });
  expect(await spotsOf(page, id)).toEqual([255, 0, 0]);

  const outside = { box: { x: 900, y: 0, width: 10, height: 10 } };
  expect(await call(page, 'cutout', id, { prompt: outside })).toMatchObject({
    code: 'bad-request',
    data: { path: 'cutout.prompt.box' }
  });
  expect(await call(page, 'cutout', id, { prompt: { text: 'zeppelin' } })).toMatchObject({
    code: 'unsupported-prompt',
    data: { text: 'zeppelin', reason: 'unknown-word' }
  });
  expect(await spotsOf(page, id), 'what is refused changes nothing').toEqual([255, 0, 0]);
});

test('corrections are edits: they show in matte and file, and a re-run keeps them', async ({ page }) => {
  await embed(page, host, app);
  const id = await add(page, await pairPhoto());
  await call(page, 'cutout', id);
  const erase = { kind: 'erase', points: [225, 100, 225, 500], radius: 160, hardness: 1, snap: false };
  const edits = await call(page, 'setEdits', id, { cutout: { correction: { strokes: [erase] } } });
  expect(edits).toMatchObject({ cutout: { correction: { strokes: [erase], feather: 0 } } });
  expect(await spotsOf(page, id)).toEqual([0, 255, 0]);
  await call(page, 'cutout', id, { effort: 'fast' });
  expect(await spotsOf(page, id)).toEqual([0, 255, 0]);
  expect(await call(page, 'setEdits', id, { cutout: { correction: { grow: 1000 } } })).toMatchObject({
    code: 'bad-request',
    data: { path: 'setEdits.patch.cutout.correction.grow' }
  });
  await call(page, 'setEdits', id, { cutout: { correction: { strokes: [] } } });
  expect(await spotsOf(page, id)).toEqual([255, 255, 0]);
});

test('a host’s own matte takes the place of a model’s; any other file is refused', async ({ page }) => {
  await embed(page, host, app);
  const id = await add(page, await pairPhoto());
  const grey = (size: { width: number; height: number }, shade: number) =>
    sharp(Buffer.alloc(size.width * size.height, shade), { raw: { ...size, channels: 1 } });
  expect(
    await setMatte(page, id, await base64Of(grey(SIZE, 200).toColourspace('b-w').png().toBuffer()))
  ).toBeNull();
  expect(await spotsOf(page, id)).toEqual([200, 200, 200]);
  const { report } = (await call(page, 'render', id, { channel: 'amazon', role: 'main' })) as {
    report: { findings: { rule: string; verdict: string }[]; provenance: { model: string } };
  };
  expect(report.provenance.model).toBe('host');
  expect(report.findings).toContainEqual(
    expect.objectContaining({ rule: 'cutout-confidence', verdict: 'not-applicable' })
  );
  const turned = grey({ width: 600, height: 900 }, 0).toColourspace('b-w').png().toBuffer();
  const coloured = sharp({ create: { ...SIZE, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const jpeg = grey(SIZE, 0).jpeg().toBuffer();
  for (const file of [turned, coloured, jpeg]) {
    expect(await setMatte(page, id, await base64Of(file))).toBe('bad-request');
  }
});

test('the photos of a product are asked what the first one is asked', async ({ page }) => {
  await embed(page, host, app);
  const photo = await pairPhoto();
  const [first, second, own, other] = [
    await add(page, photo, { sku: 'MUG' }),
    await add(page, photo, { sku: 'MUG' }),
    await add(page, photo, { sku: 'MUG' }),
    await add(page, photo, { sku: 'VASE' })
  ];
  await call(page, 'setEdits', own, { cutout: { correction: { invert: true } } });
  await call(page, 'cutout', first, { prompt: { box: RIGHT } });
  expect(await call(page, 'shareCutout', first)).toEqual({ shared: [second], kept: [own], failed: [] });
  expect(await spotsOf(page, second!)).toEqual([0, 255, 0]);
  expect(await call(page, 'getEdits', second)).toMatchObject({
    cutout: { isShared: true, ask: { prompt: { box: RIGHT } } }
  });
  expect(await call(page, 'getEdits', other)).toMatchObject({ cutout: { found: null } });
});

test('in an editor a call is one step of undo: prompt and matte go together', async ({ page }) => {
  await embed(page, host, app, { ui: 'editor', locale: 'en' });
  const id = await add(page, await pairPhoto());
  await call(page, 'cutout', id, { prompt: { box: RIGHT } });
  expect(await spotsOf(page, id)).toEqual([0, 255, 0]);
  await page.frameLocator('iframe[title=Packshot]').getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => call(page, 'getEdits', id))
    .toMatchObject({ cutout: { found: null, ask: { prompt: { box: null } } } });
});

test('a photo that is cut out already keeps its alpha, and no model is fetched', async ({ page }) => {
  await embed(page, host, app);
  const box = await sharp({ create: { width: 400, height: 300, channels: 4, background: '#7a3c1e' } })
    .png()
    .toBuffer();
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const photo = sharp({ create: { ...SIZE, channels: 4, background: clear } }).composite([
    { input: box, left: 250, top: 150 }
  ]);
  const id = await add(page, await base64Of(photo.png().toBuffer()));
  expect(await call(page, 'cutout', id)).toMatchObject({
    model: 'own-alpha',
    confidence: 1,
    flagged: false,
    candidates: 0
  });
  expect(await spotsOf(page, id)).toEqual([0, 0, 255]);
});
