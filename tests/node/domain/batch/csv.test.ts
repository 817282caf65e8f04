import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { altText, ownAlt } from '../../../../src/lib/domain/batch/alt-text.ts';
import { baseAddress, cell, csvOf } from '../../../../src/lib/domain/batch/csv.ts';
import type { Delivered } from '../../../../src/lib/domain/batch/manifest.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';
import { setProduct } from '../../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../../src/lib/domain/document/document.ts';
import { deliveredOf, plan, projectOf } from './batches.ts';

const shopify = findChannel('shopify');
const project = projectOf(
  { name: 'a.jpg', sku: 'GB-0455' },
  { name: 'b.jpg', sku: 'GB-0455' },
  { name: 'c.jpg', sku: 'X' }
);
const titled = setProduct(project, 'GB-0455', { title: 'Red bag, "large"' });
const made = (of: Project): Delivered[] => deliveredOf(plan(of, [shopify]));
const lines = (text: string | null) => text?.trimEnd().split('\r\n') ?? [];

describe('csvOf', () => {
  it('one row a picture, one handle a product, positions from 1, addresses under the base', () => {
    const table = csvOf(titled, shopify, made(titled), { baseUrl: 'https://cdn.example.com/bags' });
    expect(lines(table)).toEqual([
      'Handle,Title,Image Src,Image Position,Image Alt Text,Variant Image',
      'red-bag-large,"Red bag, ""large""",https://cdn.example.com/bags/red-bag-large-1.jpg,1,"Red bag, ""large""",',
      'red-bag-large,,https://cdn.example.com/bags/red-bag-large-2.jpg,2,"Red bag, ""large"", 2",',
      'x,X,https://cdn.example.com/bags/x-1.jpg,1,X,'
    ]);
  });

  it('without a base address the names stand alone; an alternative text has a form of its own', () => {
    const table = csvOf(titled, shopify, made(titled), { altTemplate: '{sku} {slot}' });
    expect(lines(table)[1]).toContain(',red-bag-large-1.jpg,1,GB-0455 MAIN,');
  });

  it('a channel that takes no table gets none', () => {
    expect(csvOf(project, findChannel('amazon'), [], {})).toBeNull();
  });

  it('a base address is http or https and nothing else', () => {
    expect(baseAddress(' https://a.example/x// ')).toBe('https://a.example/x/');
    expect(baseAddress('')).toBe('');
    for (const wrong of [
      'javascript:alert(1)',
      'ftp://a',
      'a.example',
      'https://',
      'https://a?x=1',
      'https://a/"x',
      'file:///etc'
    ]) {
      expect(() => baseAddress(wrong), wrong).toThrow(expect.objectContaining({ code: 'bad-request' }));
    }
  });

  it('no cell is a formula, and every cell reads back', () => {
    expect(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=x'].map(cell)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@SUM(A1)",
      "'\tx",
      `"'\r=x"`
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = cell(text);
        const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
        expect(read.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(text.replace(/^'(?=[=+\-@\t\r])/, ''));
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
        if (!written.startsWith('"')) expect(written).not.toMatch(/[",\r\n]/);
      })
    );
  });
});

describe('altText', () => {
  const places = { alt: 'Bag', title: 'Bag', sku: 'GB', slot: 'BACK', position: 2 };

  it('fills its places and leaves others as they stand', () => {
    expect(altText('{title} ({slot}) {colour}', places, null)).toBe('Bag (BACK) {colour}');
    expect(altText(undefined, places, null)).toBe('Bag, 2');
    expect(altText('  ', { ...places, position: 1 }, null)).toBe('Bag');
  });

  it('begins with the product’s own text, in the language of the file', () => {
    const altText = { 'de-DE': 'Tasche', en: 'A red bag', fr: 'Sac' };
    expect(ownAlt({ altText }, 'de-DE')).toBe('Tasche');
    expect(ownAlt({ altText }, 'de-AT')).toBe('Tasche');
    expect(ownAlt({ altText }, 'ja')).toBe('A red bag');
    expect(ownAlt({ altText })).toBe('A red bag');
    expect(ownAlt({ altText: { fr: 'Sac' } }, 'de')).toBe('Sac');
    expect(ownAlt({})).toBeUndefined();
    const worded = setProduct(titled, 'GB-0455', { altText: { en: 'A red bag, large' } });
    const rows = lines(csvOf(worded, shopify, made(worded), {}));
    expect(rows[1]).toContain(',1,"A red bag, large",');
    expect(rows[2]).toContain(',2,"A red bag, large, 2",');
    expect(rows[3]).toContain(',1,X,');
  });

  it('is cut between words where a channel takes fewer characters', () => {
    expect(altText('one two three', places, 9)).toBe('one two…');
    const long = altText('wort '.repeat(200), places, 512);
    expect(Array.from(long).length).toBeLessThanOrEqual(512);
    expect(long.endsWith('wort…')).toBe(true);
    expect(Array.from(altText('🙂'.repeat(600), places, 512))).toHaveLength(512);
  });
});
