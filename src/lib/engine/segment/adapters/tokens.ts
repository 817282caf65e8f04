import * as v from 'valibot';
import { misfit } from './adapter.ts';

/*
 * The tokens of CLIP (Radford et al. 2021; openai/CLIP, simple_tokenizer.py): byte-level byte-pair encoding (Sennrich
 * et al. 2016) of lower-case words, the last sign of each marked `</w>`.
 */

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const WORD_END = '</w>';
const PIECES =
  /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+/giu;

const Vocabulary = v.record(v.string(), v.number());
const Merge = v.union([v.string(), v.tuple([v.string(), v.string()])]);
const TokenizerFile = v.object({
  model: v.object({ vocab: Vocabulary, merges: v.array(Merge) })
});

export interface Tokenizer {
  /** Token numbers of `text`, start and end included. */
  encode(text: string): number[];
  readonly end: number;
}

/** A printable sign for each byte, as GPT-2 chose them: printable Latin-1 stands for itself. */
function byteSigns(): string[] {
  const isPlain = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPlain(byte) ? byte : next++));
}

/** Merges neighbours, the pair that was learnt first before others, until none is left. */
function merged(signs: readonly string[], ranks: ReadonlyMap<string, number>): string[] {
  let parts = [...signs];
  for (;;) {
    let [best, at] = [Infinity, -1];
    for (let i = 0; i + 1 < parts.length; i++) {
      const rank = ranks.get(`${parts[i]} ${parts[i + 1]}`) ?? Infinity;
      if (rank < best) [best, at] = [rank, i];
    }
    if (at < 0) return parts;
    const [left, right] = [parts[at]!, parts[at + 1]!];
    const next: string[] = [];
    for (let i = 0; i < parts.length; i++) {
      const isPair = parts[i] === left && parts[i + 1] === right;
      next.push(isPair ? left + right : parts[i]!);
      if (isPair) i++;
    }
    parts = next;
  }
}

/**
 * @param merges pairs, `a b`, in the order in which they were learnt
 * @throws `model-unavailable` (data.reason `tokenizer`) where the vocabulary has no start and end of text
 */
export function clipTokenizer(
  vocabulary: Readonly<Record<string, number>>,
  merges: readonly string[]
): Tokenizer {
  const ids = new Map(Object.entries(vocabulary));
  const ranks = new Map(merges.map((pair, rank) => [pair, rank]));
  const signs = byteSigns();
  const [start, end] = [ids.get(START), ids.get(END)];
  if (start === undefined || end === undefined)
    throw misfit('tokenizer', `The vocabulary has no ${START}, ${END}`);

  const encodePiece = (piece: string): number[] => {
    if (piece === START || piece === END) return [piece === START ? start : end];
    const bytes = Array.from(new TextEncoder().encode(piece), (byte) => signs[byte]!);
    bytes.push(bytes.pop()! + WORD_END);
    return merged(bytes, ranks).map((part) => ids.get(part) ?? end);
  };
  return {
    end,
    encode(text) {
      const clean = text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
      return [start, ...(clean.match(PIECES) ?? []).flatMap(encodePiece), end];
    }
  };
}

const asJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw misfit('tokenizer', 'The tokenizer is not JSON');
  }
};

/** Of a `tokenizer.json`. @throws as `clipTokenizer` */
export function readTokenizer(file: Uint8Array): Tokenizer {
  const parsed = v.safeParse(TokenizerFile, asJson(file));
  if (!parsed.success) throw misfit('tokenizer', `tokenizer.json: ${v.summarize(parsed.issues)}`);
  const { vocab, merges } = parsed.output.model;
  return clipTokenizer(
    vocab,
    merges.map((pair) => (typeof pair === 'string' ? pair : pair.join(' ')))
  );
}

/** Of a `vocab.json` and a `merges.txt`, whose first line may be a comment. @throws as `clipTokenizer` */
export function readVocabulary(vocab: Uint8Array, merges: Uint8Array): Tokenizer {
  const parsed = v.safeParse(Vocabulary, asJson(vocab));
  if (!parsed.success) throw misfit('tokenizer', `vocab.json: ${v.summarize(parsed.issues)}`);
  const lines = new TextDecoder().decode(merges).split('\n');
  return clipTokenizer(
    parsed.output,
    lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#version'))
  );
}
