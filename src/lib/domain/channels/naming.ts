import type { NameReason } from '../compliance/report.ts';
import { PackshotError } from '../errors.ts';
import type { Size } from '../pixels.ts';
import type { Channel, Role } from './channel.ts';
import { findIdentifier, isIdentifier, parseIdentifier, stemOf } from './identifier.ts';

export interface NameRequest {
  readonly channel: Channel;
  readonly role: Role;
  /** The photo's own file name; an identifier in it is used where none is given. */
  readonly photoName: string;
  /** As the seller typed it. */
  readonly identifier?: string | undefined;
  readonly sku?: string | undefined;
  /** Slot code; the role's first one where not given. */
  readonly slot?: string | undefined;
  /** Without the full stop. */
  readonly extension: string;
  /** The file's size in px, for templates that name it. */
  readonly size?: Size | undefined;
}

export interface NameProblem {
  readonly reason: NameReason;
  /** The part of the name that is meant. */
  readonly part: string;
}

/** No channel states a length; this keeps the whole name well under every file system's 255 bytes. */
const MAX_STEM = 60;
const IMAGE_EXTENSION = /^(jpe?g|png|gif|tiff?|webp|avif|heic|heif|bmp|psd|svg|eps|pdf|ai)$/i;
/** Device names that Windows refuses as file names, with any extension. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const REFUSED_CHARACTERS: readonly [NameReason, RegExp][] = [
  ['space', /\s/],
  ['dash', /[-\u2010-\u2015]/],
  ['underscore', /_/]
];

/** Whether a part of a name is an image format's ending (without the full stop). */
export const isImageExtension = (part: string): boolean => IMAGE_EXTENSION.test(part);

/**
 * The name of a finished file by the channel's template, `B0C4TR311X.MAIN.jpg`. The identifier is the given one, else
 * one found in the photo's name, else the SKU where the template has a place for it. Without any of them the file is
 * named from the photo, made safe, and `checkFileName` reports `missing-identifier`.
 * @throws `rule-unknown` for a template with a place that is not known here
 */
export function fileNameFor(request: NameRequest): string {
  const { channel, role, slot, extension, size } = request;
  const template = channel.naming.template.value ?? '{identifier}.{ext}';
  const stem = stemFor(request, template);
  const places: Readonly<Record<string, string | undefined>> = {
    identifier: stem,
    sku: stem,
    handle: stem,
    gtin14: stem,
    // One file a role: its place among the channel's roles tells its files apart.
    position: String(channel.roles.findIndex(({ id }) => id === role.id) + 1),
    rev: '1',
    width: size && String(size.width),
    height: size && String(size.height),
    variant: slot ?? role.variantCodes?.[0] ?? role.id.toUpperCase(),
    ext: extension
  };
  return template.replace(/\{(\w+)\}/g, (_whole, place: string) => {
    const text = places[place];
    if (text === undefined)
      throw new PackshotError('rule-unknown', `unknown place {${place}} in a name`, { place });
    return text;
  });
}

function stemFor({ channel, photoName, identifier = '', sku = '' }: NameRequest, template: string): string {
  const given = parseIdentifier(identifier);
  if (isIdentifier(given)) return given.value;
  // A mistyped one is kept as it was typed, so that the check speaks of it and not of a missing one.
  const typed = safeStem(identifier, channel);
  if (typed !== '') return typed;
  const found = findIdentifier(photoName);
  if (found) return found.value;
  if (sku !== '' && template.includes('{sku}')) return safeStem(sku, channel);
  const stem = safeStem(stemOf(photoName), channel);
  return isMistakable(stem) ? `photo${stem}` : stem;
}

/** A photo called `20240115` or `con` must not be read as an identifier or a device. */
function isMistakable(stem: string): boolean {
  return stem === '' || !isForeign(stem) || WINDOWS_DEVICE.test(stem);
}

/** Plain ASCII letters and digits, words joined by what the channel allows: `Cà phê (1)` → `Caphe1`. */
function safeStem(text: string, channel: Channel): string {
  const rejects = channel.naming.reject?.value ?? [];
  const joint = ['-', '_'].find((_, index) => !rejects.includes(['dash', 'underscore'][index] ?? '')) ?? '';
  const ascii = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').replace(/ß/g, 'ss');
  const words = ascii.split(/[^0-9A-Za-z]+/).filter((word) => word !== '');
  return words.join(joint).slice(0, MAX_STEM);
}

/**
 * What the channel would refuse about a file's name; empty where nothing. Which characters are refused, the pattern and
 * the codes are the profile's (`naming`, `variantCodes`); a profile without them refuses nothing. Of the extension only
 * its place is judged here: whether it fits the bytes is the format's check.
 */
export function checkFileName(name: string, channel: Channel, role: Role): NameProblem[] {
  const rejects = channel.naming.reject?.value ?? [];
  const refused = [...refusedCharacters(name), ...refusedStops(name)].filter(({ reason }) =>
    rejects.includes(reason)
  );
  const hasPlaces = channel.naming.template.value === '{identifier}.{variant}.{ext}';
  return hasPlaces && refused.length === 0 ? checkPlaces(name, channel, role) : refused;
}

function refusedCharacters(name: string): NameProblem[] {
  return REFUSED_CHARACTERS.flatMap(([reason, pattern]) => {
    const found = pattern.exec(name);
    return found ? [{ reason, part: found[0] }] : [];
  });
}

function refusedStops(name: string): NameProblem[] {
  const parts = name.split('.');
  const [before = '', last = ''] = parts.slice(-2);
  if (parts.length === 1 || !isImageExtension(last)) return [{ reason: 'no-extension', part: name }];
  if (parts.length > 2 && isImageExtension(before)) {
    return [{ reason: 'double-extension', part: `.${before}.${last}` }];
  }
  return parts.length > 3 ? [{ reason: 'extra-full-stop', part: name }] : [];
}

/** Identifier, variant and extension of `identifier.variant.ext`; a name without variant means the profile's own. */
function checkPlaces(name: string, channel: Channel, role: Role): NameProblem[] {
  const parts = name.split('.');
  const identifier = parts[0] ?? '';
  const variant = parts.length > 2 ? (parts[1] ?? '') : (channel.naming.missingVariantMeans?.value ?? '');
  const problems = [...checkIdentifier(identifier, channel), ...checkVariant(variant, channel, role)];
  if (problems.length > 0) return problems;
  const whole = [identifier, variant, parts.at(-1)].join('.');
  return fitsPattern(whole, channel) ? [] : [{ reason: 'pattern', part: name }];
}

function checkIdentifier(text: string, channel: Channel): NameProblem[] {
  const parsed = parseIdentifier(text);
  if (isIdentifier(parsed)) {
    const isTaken = channel.naming.identifierTypes?.value?.includes(parsed.kind) ?? true;
    return isTaken ? [] : [{ reason: 'bad-identifier', part: text }];
  }
  if (parsed.problem === 'characters') return [{ reason: 'pattern', part: parsed.found }];
  if (isForeign(text)) return [{ reason: 'missing-identifier', part: text }];
  return [{ reason: parsed.problem === 'check-digit' ? 'check-digit' : 'bad-identifier', part: text }];
}

/**
 * True for a text that nobody meant as an identifier: a word, not a long number, nothing that starts as an ASIN does,
 * no code of an ASIN's length with a digit inside (`BOC4TR311X`, an O for the zero).
 */
function isForeign(text: string): boolean {
  const parsed = parseIdentifier(text);
  if (isIdentifier(parsed)) return false;
  if (parsed.problem === 'check-digit' || parsed.problem === 'length') return false;
  return !/^\d{7,}$/.test(text) && !/^B(?=.*\d[A-Z])[0-9A-Z]{9}$/.test(text);
}

/** `PT` of `PT09`. */
const familyOf = (code: string) => code.replace(/\d+$/, '');

function checkVariant(variant: string, channel: Channel, role: Role): NameProblem[] {
  const code = variant.toUpperCase();
  if (role.variantCodes?.includes(code)) return [];
  const owner = channel.roles.find(({ variantCodes = [] }) =>
    variantCodes.map(familyOf).includes(familyOf(code))
  );
  // The pattern may take more codes than the roles list (PT09 to PT99): tried with an identifier that it takes.
  const isKnown = channel.naming.regex?.value
    ? fitsPattern(`B000000000.${code}.jpg`, channel)
    : owner !== undefined;
  if (!isKnown) return [{ reason: 'unknown-variant', part: variant }];
  const isHere = owner ? owner.id === role.id : !role.required;
  return isHere ? [] : [{ reason: 'other-role', part: variant }];
}

/** The data file's patterns are meant without regard to case (its note: "flags: i"). */
function fitsPattern(name: string, channel: Channel): boolean {
  const pattern = channel.naming.regex?.value;
  return !pattern || new RegExp(pattern, 'i').test(name);
}
