import { PackshotError } from '../../domain/errors.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import { checkFit, readBitmap } from '../pixels.ts';
import type { FileFormat, Quality } from '../../domain/document/edits/encode.ts';
import type { Attempt, PressedFile, PressOptions } from './api.ts';
import { avif } from './codecs/avif.ts';
import type { Codec, Ladder, Rung } from './codecs/codec.ts';
import { jpeg } from './codecs/jpeg.ts';
import { png } from './codecs/png.ts';
import { tiff } from './codecs/tiff.ts';
import { webp } from './codecs/webp.ts';
import { searchLadder } from './search.ts';
import { cleanWhite, hasNeutralEdges, leastWhite, whiteZones } from './white.ts';

const CODECS: Readonly<Record<FileFormat, Codec>> = { jpeg, png, webp, avif, tiff };

/** One file that was made, without its pixels. */
interface Made extends Attempt {
  readonly rung: Rung;
  readonly blob: Blob;
  readonly isWhite: boolean;
}

async function decoded(codec: Codec, blob: Blob): Promise<Pixels> {
  if (codec.decode) return codec.decode(new Uint8Array(await blob.arrayBuffer()));
  return readBitmap(
    await createImageBitmap(blob, { colorSpaceConversion: 'default', premultiplyAlpha: 'none' })
  );
}

/** One picture on its way into a file: makes every rung at most once, and holds the last one's pixels. */
class Pressing {
  readonly #made = new Map<Rung, Made>();
  readonly #zones = new Map<number, Uint8Array>();
  #latest: { readonly rung: Rung; readonly decoded: Pixels } | null = null;

  constructor(
    readonly codec: Codec,
    readonly pixels: Pixels,
    readonly matte: Matte,
    readonly options: PressOptions
  ) {}

  get tried(): Attempt[] {
    return [...this.#made.values()].map(({ quality, bytes, whiteMin }) => ({ quality, bytes, whiteMin }));
  }

  async make(rung: Rung): Promise<Made> {
    const known = this.#made.get(rung);
    if (known) return known;
    const file = await rung.encode(this.pixels, this.options.metadata);
    const blob = new Blob([file], { type: this.codec.type });
    this.#latest = { rung, decoded: await decoded(this.codec, blob) };
    const whiteMin = this.options.keepWhite
      ? leastWhite(this.#latest.decoded, this.#zonesWithin(rung.nearPx))
      : 255;
    const isWhite = whiteMin >= this.options.nearWhiteMin;
    const made = { rung, blob, quality: rung.quality, bytes: blob.size, whiteMin, isWhite };
    this.#made.set(rung, made);
    return made;
  }

  async pixelsOf({ rung, blob }: Made): Promise<Pixels> {
    return this.#latest?.rung === rung ? this.#latest.decoded : decoded(this.codec, blob);
  }

  #zonesWithin(nearPx: number): Uint8Array {
    const zones = this.#zones.get(nearPx) ?? whiteZones(this.pixels, this.matte, nearPx);
    this.#zones.set(nearPx, zones);
    return zones;
  }
}

interface Search {
  /** Fits and keeps white as well as its format can; null where nothing does. */
  readonly fit: Made | null;
  /** The lightest that keeps white; where nothing does, the whitest. */
  readonly least: Made;
}

/** All ladders in order; each goes on from where the one before had its lightest file. */
async function search(
  pressing: Pressing,
  ladders: readonly Ladder[],
  maxBytes: number | null,
  endOf: (ladder: Ladder) => number
): Promise<Search> {
  let lightest: Made | null = null;
  let from: number | null = null;
  for (const ladder of ladders) {
    const { rungs, start } = ladder;
    const weights = rungs.map(({ weight }) => weight);
    const course = { weights, start: from ?? start, end: endOf(ladder), maxBytes };
    const { fit, least } = await searchLadder(course, (rung) => pressing.make(rungs[rung]!));
    const made = await pressing.make(rungs[fit ?? least]!);
    if (fit !== null) return { fit: made, least: made };
    if (!made.isWhite) {
      if (lightest) continue;
      // Nothing whiter exists in this format.
      return { fit: maxBytes === null || made.bytes <= maxBytes ? made : null, least: made };
    }
    if (!lightest || made.bytes < lightest.bytes) lightest = made;
    from = least;
  }
  return { fit: null, least: lightest! };
}

/** Which way a ladder begins with. */
const FROM: Readonly<Record<Quality, (ladder: Ladder) => Ladder>> = {
  auto: (ladder) => ladder,
  best: (ladder) => ({ ...ladder, start: 0 }),
  small: (ladder) => ({ ...ladder, start: ladder.softEnd })
};

const softEnd = ({ softEnd }: Ladder): number => softEnd;
const lastRung = ({ rungs }: Ladder): number => rungs.length - 1;

/**
 * The best file within what is wanted; else the lightest that still looks as it should, if that is allowed; else the best
 * within what is allowed.
 * @throws `encode-failed` (`reason: 'too-large'`)
 */
async function bestOf(pressing: Pressing, ladders: readonly Ladder[]): Promise<Made> {
  const { maxBytes, quality } = pressing.options;
  const wantedBytes = quality === 'best' ? null : pressing.options.wantedBytes;
  const isAllowed = ({ bytes }: Made) => maxBytes === null || bytes <= maxBytes;
  if (wantedBytes !== null && (maxBytes === null || wantedBytes < maxBytes)) {
    const { fit, least } = await search(pressing, ladders, wantedBytes, softEnd);
    if (fit || isAllowed(least)) return fit ?? least;
  }
  const { fit, least } = await search(pressing, ladders, maxBytes, lastRung);
  if (fit) return fit;
  const { bytes } = least;
  const data = { reason: 'too-large', bytes, maxBytes, overBytes: bytes - (maxBytes ?? bytes) };
  throw new PackshotError('encode-failed', 'White needs more bytes than the limit', data);
}

/**
 * Presses a picture to a file: sRGB profile and metadata in, decoded again, of the highest quality that fits.
 *
 * With `keepWhite`, background (α = 0) that was white, or almost, is `nearWhiteMin` or more within the format's reach of
 * the product, and exactly white beyond, in the decoded file. Where even the best a format has does not keep white, that
 * is returned all the same: nothing whiter exists, and the check will say what is left. White is never given up for bytes.
 *
 * `quality` says with which way to begin; white and the limit may ask for another.
 *
 * @param pixels opaque but for `png` and `webp`; changed where almost white becomes white
 * @param matte of the same size; α > 0 also where the product's shadow lies
 * @throws `encode-failed` (data: `reason: 'too-large'`, `bytes` of the lightest file that keeps white, `maxBytes`,
 * `overBytes`; or `reason: 'encoder'`), `bad-request` when the sizes differ
 */
export async function press(pixels: Pixels, matte: Matte, options: PressOptions): Promise<PressedFile> {
  checkFit(pixels, matte);
  const { keepWhite, nearWhiteMin, format, quality } = options;
  if (keepWhite) cleanWhite(pixels, matte, nearWhiteMin);
  const codec = CODECS[format];
  const pressing = new Pressing(codec, pixels, matte, options);
  const wanted = {
    keepWhite,
    isBest: quality === 'best',
    get hasNeutralEdges() {
      return hasNeutralEdges(pixels, matte);
    }
  };
  const made = await bestOf(pressing, codec.ladders(wanted).map(FROM[quality]));
  return {
    blob: made.blob,
    quality: made.quality,
    nearPx: made.rung.nearPx,
    decoded: await pressing.pixelsOf(made),
    tried: pressing.tried
  };
}
