/*
 * The profile that says "these numbers are sRGB", built from its figures: an ICC display profile, version 4.3, of under
 * 600 bytes. Its curve is sRGB's own formula (a `para` of kind 3) and no table, so no decoder rounds on the way.
 * Sources: ICC.1:2010 (profile form, 7 to 10); IEC 61966-2-1 (curve, primaries); primaries adapted to D50 by Bradford,
 * in 1/65536, so that they add up to D50 exactly: white stays white.
 */

/** X, Y and Z of each colour, s15Fixed16. */
const D50 = [0xf6d6, 0x10000, 0xd32d];
const RED = [0x6fa0, 0x38f5, 0x0390];
const GREEN = [0x6297, 0xb787, 0x18d9];
const BLUE = [0x249f, 0x0f84, 0xb6c4];
/** From D65 to D50 (Bradford), row by row. */
const ADAPTATION = [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168];
/** g, a, b, c, d of `y = (a·x + b)^g` for x ≥ d, else `c·x`. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

const HEADER_BYTES = 128;
const fixed = (value: number): number => Math.round(value * 65_536);

type Bytes = readonly number[];
const ascii = (text: string): Bytes => [...text].map((letter) => letter.charCodeAt(0));
const u16 = (value: number): Bytes => [(value >> 8) & 255, value & 255];
const u32 = (value: number): Bytes => [...u16(value >>> 16), ...u16(value)];

const xyz = (values: readonly number[]): Bytes => [...ascii('XYZ '), ...u32(0), ...values.flatMap(u32)];
const text = (words: string): Bytes => [
  ...ascii('mluc'),
  ...[0, 1, 12].flatMap(u32),
  ...ascii('enUS'),
  ...[words.length * 2, 28].flatMap(u32),
  ...ascii(words).flatMap(u16)
];
const curve: Bytes = [
  ...ascii('para'),
  ...u32(0),
  ...u16(3),
  ...u16(0),
  ...CURVE.flatMap((v) => u32(fixed(v)))
];
const adaptation: Bytes = [...ascii('sf32'), ...u32(0), ...ADAPTATION.flatMap((v) => u32(fixed(v)))];

const TAGS: readonly (readonly [string, Bytes])[] = [
  ['desc', text('sRGB')],
  ['cprt', text('CC0')],
  ['wtpt', xyz(D50)],
  ['chad', adaptation],
  ['rXYZ', xyz(RED)],
  ['gXYZ', xyz(GREEN)],
  ['bXYZ', xyz(BLUE)],
  ['rTRC', curve],
  ['gTRC', curve],
  ['bTRC', curve]
];

function header(bytes: number): Bytes {
  return [
    ...u32(bytes),
    ...u32(0),
    ...u32(0x0430_0000),
    ...ascii('mntrRGB XYZ '),
    // A fixed date, so that the same picture is the same file.
    ...[2026, 1, 1, 0, 0, 0].flatMap(u16),
    ...ascii('acsp'),
    ...Array<number>(28).fill(0),
    ...D50.flatMap(u32),
    ...Array<number>(48).fill(0)
  ];
}

function build(): Uint8Array<ArrayBuffer> {
  const table: number[] = [...u32(TAGS.length)];
  const body: number[] = [];
  const from = HEADER_BYTES + 4 + TAGS.length * 12;
  const places = new Map<Bytes, number>();
  for (const [name, data] of TAGS) {
    if (!places.has(data)) {
      places.set(data, from + body.length);
      body.push(...data, ...Array<number>(-data.length & 3).fill(0));
    }
    table.push(...ascii(name), ...u32(places.get(data)!), ...u32(data.length));
  }
  return new Uint8Array([...header(from + body.length), ...table, ...body]);
}

/** An sRGB profile, to be put into files. */
export const SRGB_PROFILE: Uint8Array<ArrayBuffer> = build();
