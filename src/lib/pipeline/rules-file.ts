import { withOverride } from '../domain/channels/rules/layered.ts';
import { addPack, replaceLayer, setOverride, type Override } from '../domain/channels/rules/layer.ts';
import { MAX_PACK_BYTES } from '../domain/channels/rules/pack.ts';
import { PackshotError } from '../domain/errors.ts';
import { isoToday, type RuleBook } from './rules.ts';

/** A file of rules: one pack, or everything that a person laid over the built-in rules. */
export type RulesFile = 'pack' | 'layer';

/**
 * Reads a file of rules into the book: a pack is laid over what is there, a layer takes its place.
 * @throws `file-too-large`, `version` (of a newer app), `bad-request` with `path`; nothing is changed then
 */
export async function readRulesFile(book: RuleBook, file: Blob): Promise<RulesFile> {
  if (file.size > MAX_PACK_BYTES) {
    const data = { bytes: file.size, maxBytes: MAX_PACK_BYTES };
    throw new PackshotError('file-too-large', `${file.size} bytes of rules are too many`, data);
  }
  const json = parsed(await file.text());
  const isLayer = typeof json === 'object' && json !== null && 'overrides' in json;
  await book.change((before) => (isLayer ? replaceLayer : addPack)(before, json));
  return isLayer ? 'layer' : 'pack';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PackshotError('bad-request', 'the file of rules is no JSON', { path: '' });
  }
}

/** Everything laid over the built-in rules, as a file that `readRulesFile` reads. */
export function rulesFile({ layer }: RuleBook): { readonly name: string; readonly blob: Blob } {
  const blob = new Blob([JSON.stringify(layer, null, 2)], { type: 'application/json' });
  return { name: `packshot-rules-${isoToday()}.json`, blob };
}

/**
 * Sets one figure of a channel, from today on.
 * @throws `bad-request` with `path` where it does not fit the channel, `rule-unknown`; nothing is changed then
 */
export async function setRule(book: RuleBook, rule: Omit<Override, 'date'>): Promise<void> {
  const override = { ...rule, date: isoToday() };
  withOverride(book.channel(rule.channel), override);
  await book.change((before) => setOverride(before, override));
}
