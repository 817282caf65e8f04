import { describe, expect, it } from 'vitest';
import {
  clipTokenizer,
  readTokenizer,
  readVocabulary
} from '../../../../../src/lib/engine/segment/adapters/tokens.ts';
import { TOKENIZER } from '../../../../fixtures/small-models.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const { vocab, merges } = TOKENIZER.model;

describe('clipTokenizer', () => {
  const tokenizer = readTokenizer(bytes(JSON.stringify(TOKENIZER)));

  it.each([
    ['red', [0, 2, 1]],
    ['  Red\n BLUE ', [0, 2, 3, 1]],
    ['', [0, 1]]
  ])('%j: merged in the order that was learnt, between start and end', (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  it('what it does not know is the end token, as CLIP has it', () => {
    expect(tokenizer.encode('red x')).toEqual([0, 2, 1, 1]);
  });

  it('bytes that print nothing have signs of their own, and a word’s last one is marked', () => {
    // é is 0xC3 0xA9, both printable in Latin-1; 漢 is E6 BC A2, of which A2 prints too.
    const known = { '<|startoftext|>': 0, '<|endoftext|>': 1, Ã: 2, '©</w>': 3, Ġ: 4 };
    expect(clipTokenizer(known, []).encode('é')).toEqual([0, 2, 3, 1]);
    const control = { '<|startoftext|>': 0, '<|endoftext|>': 1, Â: 2, 'Ń</w>': 3 };
    // U+00AD, a soft hyphen: 0xC2 0xAD, of which 0xAD is the 67th byte without a sign.
    expect(clipTokenizer(control, []).encode('\u00ad')).toEqual([0, 2, 3, 1]);
  });

  it('the same from vocab.json and merges.txt', () => {
    const lines = merges.map((pair) => (typeof pair === 'string' ? pair : pair.join(' ')));
    const other = readVocabulary(
      bytes(JSON.stringify(vocab)),
      bytes(`#version: 0.2\n${lines.join('\r\n')}\n`)
    );
    expect(other.encode('blue red')).toEqual(tokenizer.encode('blue red'));
  });

  it.each([
    ['no JSON', 'hello'],
    ['another kind of tokenizer', '{"model":{"type":"Unigram","vocab":[["a",0]]}}'],
    ['no start and end', '{"model":{"vocab":{"a":0},"merges":[]}}']
  ])('%s is refused', (_what, file) => {
    expect(() => readTokenizer(bytes(file))).toThrow(expect.objectContaining({ code: 'model-unavailable' }));
  });
});
