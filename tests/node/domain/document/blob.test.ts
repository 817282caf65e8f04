import { expect, it } from 'vitest';
import { blobRefs } from '../../../../src/lib/domain/document/blob.ts';
import { blob } from '../samples.ts';

it('every reference in a document is found, wherever an edit keeps it, once', () => {
  const deep = { list: [{ a: blob('1') }, null, 3, { b: { c: [blob('2'), blob('1')] } }], text: 'x' };
  expect([...blobRefs(deep).values()]).toEqual([blob('1'), blob('2')]);
});

it('a reference that says no more than its hash still counts', () => {
  expect([...blobRefs({ sha256: '3'.repeat(64) }).values()]).toEqual([
    { sha256: '3'.repeat(64), type: '', bytes: 0 }
  ]);
});

it('what is no hash is no reference, and what goes in circles ends', () => {
  const round: Record<string, unknown> = { sha256: 'short', type: 'x', bytes: 1 };
  round['self'] = round;
  expect(blobRefs(round).size).toBe(0);
  expect(blobRefs(undefined).size).toBe(0);
});
