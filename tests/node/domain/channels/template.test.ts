import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate, PLACES } from '../../../../src/lib/domain/channels/template.ts';
import type { PackshotError } from '../../../../src/lib/domain/errors.ts';
import { amazon, variantOf } from '../samples.ts';

const free = variantOf(amazon, (draft) => {
  draft.naming = { template: draft.naming.template };
});

function reasonOf(template: string, channel = free): unknown {
  try {
    parseTemplate(template, channel);
    return 'ok';
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-request' });
    return (error as PackshotError).data?.['reason'];
  }
}

describe('parseTemplate', () => {
  it.each([
    ['{sku}-{position}.{ext}', 'ok'],
    ['{identifier}.{variant}.{ext}', 'ok'],
    ['shop_{handle}_{rev} {width}x{height}.{ext}', 'ok'],
    ['', 'length'],
    ['x'.repeat(200) + '{sku}.{ext}', 'length'],
    ['{sku.{ext}', 'brace'],
    ['sku}.{ext}', 'brace'],
    ['{{sku}}.{ext}', 'brace'],
    ['{colour}.{ext}', 'unknown-place'],
    ['{sku}', 'no-extension'],
    ['{sku}.{ext}.jpg', 'no-extension'],
    ['picture-{position}.{ext}', 'no-product'],
    ['../{sku}.{ext}', 'character'],
    ['{sku}\u202e.{ext}', 'character'],
    ['{sku}\u200b.{ext}', 'character'],
    ['{sku}\u0000.{ext}', 'character'],
    ['c:{sku}.{ext}', 'character']
  ])('%j is %s', (template, reason) => {
    expect(reasonOf(template)).toBe(reason);
  });

  it.each([
    ['{identifier}-{variant}.{ext}', 'refused'],
    ['{identifier}_{variant}.{ext}', 'refused'],
    ['a {identifier}.{ext}', 'refused'],
    ['v1.2{identifier}.{ext}', 'refused'],
    ['{identifier}.{ext}', 'ok']
  ])('Amazon: %j is %s', (template, reason) => {
    expect(reasonOf(template, amazon)).toBe(reason);
  });

  it('any text is a template or a typed error that names the piece', () => {
    const piece = fc.oneof(
      fc.constantFrom(...PLACES.map((place) => `{${place}}`), '{', '}', '.', '-'),
      fc.string({ unit: 'grapheme' })
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(typeof reasonOf(pieces.join(''))).toBe('string');
      })
    );
  });
});
