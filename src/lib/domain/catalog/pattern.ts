import { isSlot } from '../batch/slots.ts';
import { findIdentifier, isIdentifier, parseIdentifier, stemOf } from '../channels/identifier.ts';
import { PackshotError } from '../errors.ts';
import { isCameraWord, isView } from './views.ts';

/*
 * How a seller names files: `{sku}_{n}` reads `MUG-1_2.jpg`. A pattern without a stroke is held to the file's name, one
 * with strokes to the name and as many folders over it.
 */

/** What a pattern can have a place for. */
export const PATTERN_PLACES = ['sku', 'identifier', 'folder', 'slot', 'view', 'n', 'locale', 'name'] as const;
export type PatternPlace = (typeof PATTERN_PLACES)[number];

/** Why a pattern cannot be used. */
export type PatternReason =
  /** Nothing, or more than `MAX_PATTERN` characters. */
  | 'length'
  /** A brace that is not closed, or not opened. */
  | 'brace'
  | 'unknown-place'
  /** One place twice. */
  | 'twice'
  /** Two places with nothing between them. */
  | 'joined'
  /** Nothing in it tells products apart. */
  | 'no-product';

export const MAX_PATTERN = 120;

/** What a name says. Fields that it says nothing about are absent. */
export interface Reading {
  readonly sku?: string;
  /** In capitals, without spaces and dashes. */
  readonly identifier?: string;
  /** In capitals, as Amazon publishes them. */
  readonly slot?: string;
  /** A view's word in small letters: `front`. */
  readonly view?: string;
  readonly n?: number;
  readonly locale?: string;
}

export interface Pattern {
  readonly template: string;
  /** What a file's path (`folder/name.jpg`) says; null where the pattern does not fit it. */
  read(path: string): Reading | null;
}

/** `n` has at most two digits: cameras count with more. */
const FORMS: Readonly<Record<PatternPlace, string>> = {
  sku: '[^/]+',
  identifier: '[0-9A-Za-z][0-9A-Za-z -]*',
  folder: '[^/]+',
  slot: '[A-Za-z]{2,4}\\d{0,2}',
  view: '[^/]+',
  n: '\\d{1,2}',
  locale: '[A-Za-z]{2}(?:[-_][A-Za-z]{2})?',
  name: '[^/]+'
};

const wrong = (reason: PatternReason, part: string): PackshotError =>
  new PackshotError('bad-request', `pattern: ${reason}${part && ` at "${part}"`}`, {
    path: 'pattern',
    reason,
    part
  });

const isPlace = (word: string): word is PatternPlace => (PATTERN_PLACES as readonly string[]).includes(word);

/**
 * Reads a pattern that a person wrote.
 * @throws `bad-request` with `reason` (`PatternReason`) and `part`, the piece that is meant
 */
export function parsePattern(template: string): Pattern {
  if (template.length === 0 || template.length > MAX_PATTERN) throw wrong('length', '');
  const stray = /[{}]/.exec(template.replace(/\{\w+\}/g, ''));
  if (stray) throw wrong('brace', stray[0]);
  const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
  checkPlaces(template, places);
  const form = template
    .split(/(\{\w+\})/)
    .map((piece) => {
      const place = /^\{(\w+)\}$/.exec(piece)?.[1] as PatternPlace | undefined;
      return place ? `(?<${place}>${FORMS[place]})` : piece.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
    })
    .join('');
  const whole = new RegExp(`^${form}$`, 'iu');
  const depth = template.split('/').length;
  return { template, read: (path) => readingOf(whole.exec(tailOf(path, depth))?.groups) };
}

function checkPlaces(template: string, places: readonly string[]): void {
  const unknown = places.find((place) => !isPlace(place));
  if (unknown !== undefined) throw wrong('unknown-place', `{${unknown}}`);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) throw wrong('twice', `{${twice}}`);
  if (template.includes('}{')) throw wrong('joined', '}{');
  if (!places.some((place) => ['sku', 'identifier', 'folder'].includes(place))) throw wrong('no-product', '');
}

/** The name without its ending and the folders next over it. */
const tailOf = (path: string, depth: number): string =>
  stemOf(path.normalize('NFC')).split('/').slice(-depth).join('/');

function readingOf(said: Readonly<Record<string, string | undefined>> | undefined): Reading | null {
  if (!said) return null;
  const slot = said['slot']?.toUpperCase();
  const view = said['view']?.toLowerCase();
  if (slot !== undefined && !isSlot(slot)) return null;
  if (view !== undefined && !isView(view)) return null;
  const product = productIn(said);
  if (!product) return null;
  return {
    ...product,
    ...(slot !== undefined && { slot }),
    ...(view !== undefined && { view }),
    ...(said['n'] !== undefined && { n: Number(said['n']) }),
    ...(said['locale'] !== undefined && { locale: tagOf(said['locale']) })
  };
}

/** `de_at` is `de-AT`. */
function tagOf(text: string): string {
  const [language = '', country] = text.split(/[-_]/);
  return country ? `${language.toLowerCase()}-${country.toUpperCase()}` : language.toLowerCase();
}

/** A word that is an identifier is one, wherever a SKU is looked for; what cameras write is no SKU. */
function productIn(said: Readonly<Record<string, string | undefined>>): Reading | null {
  if (said['identifier'] !== undefined) {
    const parsed = findIdentifier(said['identifier']);
    return parsed && { identifier: parsed.value, ...(said['sku'] && { sku: said['sku'].trim() }) };
  }
  const sku = (said['sku'] ?? said['folder'] ?? '').trim();
  const parsed = parseIdentifier(sku);
  if (isIdentifier(parsed)) return { identifier: parsed.value };
  return sku === '' || isCameraWord(sku) ? null : { sku };
}
