import { describe, expect, test } from 'vitest';
import type { ModelDescription } from '../../../src/lib/pipeline/models.ts';
import { descriptionAmong, filesByRole, rolesMissing } from '../../../src/lib/ui/settings/model-files.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const describing = (...files: { role: string; url?: string }[]) => ({ files }) as unknown as ModelDescription;

describe('files of a model', () => {
  test.each([
    [['a.json', 'b.onnx'], 'a.json'],
    [['model.json', 'tokenizer.json', 'vocab.json'], 'model.json'],
    [['a.json', 'b.json'], undefined],
    [['b.onnx'], undefined]
  ])('of %j the description is %s', (names, expected) => {
    expect(descriptionAmong(named(...names))?.name).toBe(expected);
  });

  test('a file is known by the name it was given, by its role, or by being the last one left', () => {
    const description = describing(
      { role: 'image', url: 'own/clip%20image.onnx?v=2' },
      { role: 'text' },
      { role: 'decoder' }
    );
    const found = filesByRole(description, named('last.onnx', 'Text.onnx', 'clip image.onnx'));
    expect(Object.entries(found).map(([role, { name }]) => [role, name])).toEqual([
      ['image', 'clip image.onnx'],
      ['text', 'Text.onnx'],
      ['decoder', 'last.onnx']
    ]);
  });

  test('what has neither a file nor an address is missing', () => {
    const description = describing(
      { role: 'a', url: 'https://x.example/a.onnx' },
      { role: 'b', url: 'b.onnx' },
      { role: 'c' }
    );
    expect(rolesMissing(description, { c: {} })).toEqual(['b']);
  });
});
