import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brotliBytes, buildEmbedScript, buildEmbedTypes } from '../../../tools/vite/embed-sdk.ts';

const MAX_BROTLI_BYTES = 6 * 1024;

describe('embed.js', () => {
  let script = '';
  beforeAll(async () => {
    script = await buildEmbedScript();
  }, 60_000);

  it('is at most 6 KB with brotli', () => {
    const bytes = brotliBytes(script);
    console.log(`embed.js: ${script.length} bytes, ${bytes} with brotli`);
    expect(bytes).toBeLessThanOrEqual(MAX_BROTLI_BYTES);
  });

  it('is one module that imports nothing', () => {
    expect(script).not.toMatch(/\bimport\s*[({'"*]|\bfrom\s*['"]/);
    expect(script).not.toMatch(/\brequire\(/);
  });

  it('exports createPackshot and PackshotError, and nothing else', async () => {
    const module: object = await import(`data:text/javascript,${encodeURIComponent(script)}`);
    expect(Object.keys(module).sort()).toEqual(['PackshotError', 'createPackshot']);
  });

  it('carries its MIT notice and none of the app', () => {
    expect(script).toMatch(/^\/\*! .*MIT/);
    expect(script).not.toMatch(/AGPL|valibot|comlink/i);
  });
});

const HOST_PAGE = `
import { createPackshot, PackshotError, type Packshot, type Report, type Variant } from './embed.js';
export async function use(element: HTMLElement, photo: Blob): Promise<Report> {
  const packshot: Packshot = await createPackshot(element, { ui: 'none', persistence: 'host' });
  const stop: () => void = packshot.on('progress', ({ done, total }) => console.log(done / total));
  const { id } = await packshot.addPhoto({ name: 'B0C4TR311X.jpg', data: photo });
  await packshot.cutout(id, { effort: 'fast', signal: AbortSignal.timeout(60_000) });
  const variant: Variant = { channel: 'amazon', role: 'secondary', locale: 'de-DE' };
  await packshot.setEdits(id, { adjust: { exposure: 0.3 }, shadow: { contact: { strength: 0.4 } } });
  await packshot.setEdits(id, { backdrop: { kind: 'picture', picture: photo, blur: 0.5 } }, variant);
  const { backdrop } = await packshot.getEdits(id, variant);
  await packshot.setEdits(id, { backdrop });
  await packshot.setEdits(id, null, variant);
  await packshot.render(id, { ...variant, ratio: '4:5', format: 'png', preview: true });
  const { copyright } = await packshot.setMetadata({ creator: 'Ann', digitalSourceType: 'humanEdits' });
  await packshot.setMetadata({ copyright });
  const { report } = await packshot.render(id, { channel: 'amazon', role: 'main' });
  stop();
  packshot.destroy();
  return report;
}
export const isBusy = (error: unknown): boolean => error instanceof PackshotError && error.code === 'busy';
// @ts-expect-error a role is required
export const incomplete = (packshot: Packshot) => packshot.render('id', { channel: 'amazon' });
// @ts-expect-error a picture comes along, or is named
export const nothingBehind = (packshot: Packshot) => packshot.setEdits('id', { backdrop: { kind: 'picture' } });
// @ts-expect-error there is no such screen
export const nowhere = (element: HTMLElement) => createPackshot(element, { ui: 'table' });
`;

describe('embed.d.ts', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packshot-embed-'));
    await writeFile(join(folder, 'embed.d.ts'), await buildEmbedTypes());
    await writeFile(join(folder, 'host-page.ts'), HOST_PAGE);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('type-checks a host page beside it, in strict mode and with the DOM alone', () => {
    const program = ts.createProgram([join(folder, 'host-page.ts')], {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(problems).toEqual([]);
  }, 60_000);
});
