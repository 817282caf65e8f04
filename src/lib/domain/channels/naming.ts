import type { NameReason } from '../compliance/report.ts';
import type { Size } from '../pixels.ts';
import type { Channel, Role } from './channel.ts';
import { findIdentifier, gtin14, isIdentifier, parseIdentifier, stemOf } from './identifier.ts';
import { fillTemplate, hasPlace, type Place } from './template.ts';

export interface NameRequest {
  readonly channel: Channel;
  readonly role: Role;
  /** The photo's own file name; an identifier in it is used where none is given. */
  readonly photoName: string;
  /** As the seller typed it. */
  readonly identifier?: string | undefined;
  readonly sku?: string | undefined;
  /** The product's; a handle is made of it. */
  readonly title?: string | undefined;
  /** Slot code; the role's first one where not given. */
  readonly slot?: string | undefined;
  /** Which of its product's pictures it is in this channel, from 1. */
  readonly position?: number | undefined;
  /** Changes when the picture does. */
  readonly revision?: string | undefined;
  readonly locale?: string | undefined;
  /** The file's size, px; without it the template's places for it stay open (`sizedName`). */
  readonly size?: Size | undefined;
  /** Without the full stop. */
  readonly extension: string;
  /** In place of the channel's own. */
  readonly template?: string | undefined;
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
  ['underscore', /_/],
  ['special-character', /[^0-9A-Za-z._\s-]/u]
];
/** What a profile calls a reason that goes by another name here. */
const REJECTED_AS: Readonly<Partial<Record<NameReason, string>>> = {
  'special-character': 'special-characters'
};

/** Whether a part of a name is an image format's ending (without the full stop). */
export const isImageExtension = (part: string): boolean => IMAGE_EXTENSION.test(part);

/**
 * The name of a finished file by the channel's template, `B0C4TR311X.MAIN.jpg`, or by one of the seller's own. The
 * identifier is the given one, else one found in the photo's name; where there is none its place takes the photo's name,
 * made safe, and `checkFileName` reports `missing-identifier`. A place for the SKU takes that first.
 * @throws `rule-unknown` for a template with a place that is not known here
 */
export function fileNameFor(request: NameRequest): string {
  const { channel, role, slot, revision = '1', locale, size, extension } = request;
  // One file a role, where nobody counted: its place among the channel's roles tells its files apart.
  const position = request.position ?? channel.roles.findIndex(({ id }) => id === role.id) + 1;
  const template = templateOf(channel, request.template);
  const values: Readonly<Partial<Record<Place, string>>> = {
    identifier: identifierStem(request),
    gtin14: gtinStem(request),
    sku: skuStem(request),
    handle: handleFor(request),
    photo: photoStem(request),
    variant: slot ?? role.variantCodes?.[0] ?? role.id.toUpperCase(),
    position: String(position),
    rev: revision,
    locale: locale ?? '',
    width: String(size?.width ?? ''),
    height: String(size?.height ?? ''),
    ext: extension
  };
  return fillTemplate(template, values, size ? [] : ['width', 'height']);
}

/** The template that names a channel's files. */
export const templateOf = ({ naming }: Channel, own?: string): string =>
  own ?? naming.template.value ?? '{identifier}.{ext}';

/** A name with the places that `fileNameFor` left open filled. */
export const sizedName = (name: string, { width, height }: Size): string =>
  name.replaceAll('{width}', String(width)).replaceAll('{height}', String(height));

/** Words, digits and dashes in small letters, as a storefront's addresses have them: of the title, else the SKU, else the photo. */
export function handleFor({ title = '', ...request }: Omit<NameRequest, 'role' | 'extension'>): string {
  const words = wordsOf(title);
  return (words.length > 0 ? words.join('-').slice(0, MAX_STEM) : skuStem(request)).toLowerCase();
}

type Named = Pick<NameRequest, 'channel' | 'photoName' | 'identifier' | 'sku'>;

function identifierStem(request: Named): string {
  return identifiedStem(request) ?? photoStem(request);
}

/** Given, else found; null where there is none. A mistyped one is kept as typed, so that the check speaks of it. */
function identifiedStem({ channel, photoName, identifier = '' }: Named): string | null {
  const given = parseIdentifier(identifier);
  if (isIdentifier(given)) return given.value;
  const typed = safeStem(identifier, channel);
  return typed === '' ? (findIdentifier(photoName)?.value ?? null) : typed;
}

function gtinStem(request: Named): string {
  const parsed = parseIdentifier(identifiedStem(request) ?? '');
  return (isIdentifier(parsed) ? gtin14(parsed) : null) ?? skuStem(request);
}

function skuStem(request: Named): string {
  const sku = safeStem(request.sku ?? '', request.channel);
  return sku === '' || WINDOWS_DEVICE.test(sku) ? identifierStem(request) : sku;
}

function photoStem({ channel, photoName }: Named): string {
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
  return wordsOf(text).join(joint).slice(0, MAX_STEM);
}

function wordsOf(text: string): string[] {
  const ascii = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').replace(/ß/g, 'ss');
  return ascii.split(/[^0-9A-Za-z]+/).filter((word) => word !== '');
}

/**
 * What the channel would refuse about a file's name; empty where nothing. Which characters are refused, the pattern and
 * the codes are the profile's (`naming`, `variantCodes`); a profile without them refuses nothing. Of the extension only
 * its place is judged here: whether it fits the bytes is the format's check.
 */
export function checkFileName(name: string, channel: Channel, role: Role): NameProblem[] {
  const rejects = channel.naming.reject?.value ?? [];
  const refused = [...refusedCharacters(name), ...refusedStops(name)].filter(({ reason }) =>
    rejects.includes(REJECTED_AS[reason] ?? reason)
  );
  const all = [...refused, ...refusedSuffixes(name, rejects)];
  if (all.length > 0) return all;
  const template = templateOf(channel);
  if (template === '{identifier}.{variant}.{ext}') return checkPlaces(name, channel, role);
  // A pattern of the channel's own, `^[0-9]{14}(_[0-9]+)?\.jpg$`, says all there is to say of any other form.
  return hasPlace(template, 'variant') || fitsPattern(name, channel)
    ? []
    : [{ reason: 'pattern', part: name }];
}

/** `suffix:_thumb` of a profile: what a storefront adds to the names of its own copies. */
function refusedSuffixes(name: string, rejects: readonly string[]): NameProblem[] {
  const stem = stemOf(name).toLowerCase();
  const suffixes = rejects.flatMap((reject) => /^suffix:(.+)$/.exec(reject)?.[1] ?? []);
  return suffixes
    .filter((suffix) => stem.endsWith(suffix))
    .map((part) => ({ reason: 'suffix' as const, part }));
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
