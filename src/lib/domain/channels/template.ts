import { PackshotError } from '../errors.ts';
import type { Channel } from './channel.ts';

/** What a file name's template can have a place for, `{sku}-{position}.{ext}`. */
export const PLACES = [
  'identifier',
  'gtin14',
  'sku',
  'handle',
  'photo',
  'variant',
  'position',
  'rev',
  'locale',
  'width',
  'height',
  'ext'
] as const;

export type Place = (typeof PLACES)[number];

/** A template in pieces: words as they stand, and places. */
export type Piece = { readonly text: string } | { readonly place: Place };

/** Why a template cannot be used. */
export type TemplateReason =
  /** Nothing, or more than `MAX_TEMPLATE` characters. */
  | 'length'
  /** A brace that is not closed, or not opened. */
  | 'brace'
  | 'unknown-place'
  /** A character that file systems refuse or that cannot be seen. */
  | 'character'
  /** Does not end with `.{ext}`. */
  | 'no-extension'
  /** Every product's file would have the same name. */
  | 'no-product'
  /** Words of the template that the channel refuses in names. */
  | 'refused';

export const MAX_TEMPLATE = 120;

/** Places that tell one product from another. */
const PRODUCT_PLACES: readonly string[] = ['identifier', 'gtin14', 'sku', 'handle', 'photo'];
/** Plain letters, digits and what file systems, ZIP readers and web addresses take as it is. */
const PLAIN = /^[0-9A-Za-z._ -]*$/;
const REFUSED_WORDS: Readonly<Record<string, RegExp>> = {
  space: /\s/,
  dash: /-/,
  underscore: /_/,
  'extra-full-stop': /\./,
  'special-characters': /[^0-9A-Za-z._-]/
};

const wrong = (reason: TemplateReason, part: string): PackshotError =>
  new PackshotError('bad-request', `template: ${reason}${part && ` at "${part}"`}`, {
    path: 'template',
    reason,
    part
  });

/** A profile's template in pieces. @throws `rule-unknown` for a place that is not known here */
export function piecesOf(template: string): readonly Piece[] {
  return template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const place = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (place === undefined) return { text: piece };
      if (isPlace(place)) return { place };
      throw new PackshotError('rule-unknown', `unknown place {${place}} in a name`, { place });
    });
}

const isPlace = (word: string): word is Place => (PLACES as readonly string[]).includes(word);

/** Whether a template has a place for something. */
export const hasPlace = (template: string, ...places: readonly Place[]): boolean =>
  places.some((place) => template.includes(`{${place}}`));

/**
 * Reads a template that a person wrote for a channel.
 * @throws `bad-request` with `reason` (`TemplateReason`) and `part`, the piece that is meant
 */
export function parseTemplate(template: string, channel: Channel): readonly Piece[] {
  if (template.length === 0 || template.length > MAX_TEMPLATE) throw wrong('length', '');
  const stray = /[{}]/.exec(template.replace(/\{\w+\}/g, ''));
  if (stray) throw wrong('brace', stray[0]);
  const unknown = [...template.matchAll(/\{(\w+)\}/g)].find(([, place = '']) => !isPlace(place));
  if (unknown) throw wrong('unknown-place', unknown[0]);
  if (!template.endsWith('.{ext}')) throw wrong('no-extension', template.slice(-12));
  if (!hasPlace(template, ...(PRODUCT_PLACES as readonly Place[]))) throw wrong('no-product', '');
  const pieces = piecesOf(template);
  for (const piece of pieces) if ('text' in piece) checkWords(piece.text, channel);
  return pieces;
}

function checkWords(text: string, channel: Channel): void {
  const odd = Array.from(text).find((char) => !PLAIN.test(char));
  if (odd !== undefined) throw wrong('character', odd);
  const rejects = channel.naming.reject?.value ?? [];
  // A full stop between places is the form of a name, not an extra one, unless there is more than that.
  const refused = rejects.find((reject) => REFUSED_WORDS[reject]?.test(text === '.' ? '' : text));
  if (refused !== undefined) throw wrong('refused', text);
}

/**
 * A name from a template. Words come first to last, and a place without a value leaves nothing, nor the sign before it:
 * `{sku}_{locale}.{ext}` is `MUG.jpg` where no locale is meant. Places named in `open` are left as they stand.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Partial<Record<Place, string>>>,
  open: readonly Place[] = []
): string {
  return piecesOf(template).reduce((name, piece) => {
    if ('text' in piece) return name + piece.text;
    if (open.includes(piece.place)) return `${name}{${piece.place}}`;
    const value = values[piece.place] ?? '';
    return value === '' ? name.replace(/[._ -]$/, '') : name + value;
  }, '');
}
