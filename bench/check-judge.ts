import { randomUUID } from 'node:crypto';
import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { fileNameFor } from '../src/lib/domain/channels/naming.ts';
import { colorSpaceName } from '../src/lib/domain/compliance/file-measure.ts';
import { evaluate } from '../src/lib/domain/compliance/evaluate.ts';
import type { MatteOrigin, Measurements } from '../src/lib/domain/compliance/measurements.ts';
import { withReading } from '../src/lib/domain/compliance/reading.ts';
import type { Finding } from '../src/lib/domain/compliance/report.ts';
import { NO_METADATA } from '../src/lib/domain/document/metadata.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { floodMatte } from '../src/lib/engine/compose/flood.ts';
import { measureMade, type Source } from '../src/lib/engine/compose/measure/made.ts';
import { measure } from '../src/lib/engine/compose/measure/measure.ts';
import { decodeWithin } from '../src/lib/engine/encode/decode.ts';
import { examine, inspect } from '../src/lib/engine/encode/examine.ts';
import { press } from '../src/lib/engine/encode/press.ts';
import { shareInside } from '../src/lib/engine/read/inside.ts';
import { findFaces, findTexts } from '../src/lib/engine/read/networks.ts';
import { readBitmap } from '../src/lib/engine/pixels.ts';
import { measureFile } from '../src/lib/pipeline/check.ts';
import { readFile } from '../src/lib/pipeline/reading.ts';
import type { Studio } from '../src/lib/pipeline/studio.ts';
import type { Packshot } from './check-pictures.ts';
import type { Networks } from './networks.ts';

/** Where a file is to go. */
export interface Place {
  readonly channel: string;
  readonly role: string;
}

/** A worker that is this thread. */
const here = (api: object) => ({ call: (use: (api: object) => unknown) => Promise.resolve(use(api)) });

/**
 * As much of a studio as checking a file asks for: the engine's own functions, without workers.
 * @param networks what reads files; null = not on this device
 */
export function checkStudio(networks: Networks | null): Studio {
  const read = async (bitmap: ImageBitmap, matte: Matte | null) => {
    const picture = readBitmap(bitmap);
    const texts = await findTexts(networks!.texts, picture);
    return {
      texts: texts.map((found) => ({
        ...found,
        inside: matte && shareInside(found.corners, picture, matte)
      })),
      faces: await findFaces(networks!.faces, picture)
    };
  };
  return {
    encode: here({ inspect, decodeWithin, decode: async () => ({}) }),
    compose: here({ floodMatte, measure }),
    segment: here({ models: () => [] }),
    reader: here({ isReady: () => networks !== null, read })
  } as unknown as Studio;
}

/** A file of a packshot, as `press` makes it. */
export interface PressedShot {
  readonly blob: Blob;
  readonly decoded: Pixels;
  readonly nearPx: number;
}

/** @param isKept whether white has to stay white: of a seeded picture it has to stay as it was seeded */
export function pressShot(pixels: Pixels, matte: Matte, isKept: boolean): Promise<PressedShot> {
  const copy = { ...pixels, data: pixels.data.slice() };
  return press(copy, matte, {
    format: 'jpeg',
    maxBytes: null,
    quality: 'auto',
    wantedBytes: null,
    keepWhite: isKept,
    nearWhiteMin: 250,
    metadata: NO_METADATA
  });
}

/** What is known of a file that was made here, beside its pixels. */
export type Known = Partial<Pick<Measurements, 'overlay' | 'swatch' | 'extended' | 'confidence'>> & {
  readonly drawn?: Uint8Array | null;
  readonly isCutByCrop?: boolean;
};

/** Measured as the journey of a photo does it (`pipeline/press`, `pipeline/judge`). */
export async function measureOwn(
  studio: Studio,
  { blob, decoded, nearPx }: PressedShot,
  { layer, matrix, placed }: Packshot,
  matte: Matte,
  known: Known = {}
): Promise<Measurements> {
  const { drawn = null, isCutByCrop = false, ...told } = known;
  const bytes = await examine(blob, decoded);
  const seen = measure(decoded, matte, nearPx, matte, true);
  const source: Source = { layer, matrix, proof: { placed, adjusted: null, drawn } };
  const measured = { ...seen, ...measureMade(decoded, seen, source) };
  const { width, height } = decoded;
  const facts = { name: '', type: 'image/jpeg', width, height, bytes: blob.size, sha256: randomUUID() };
  return {
    file: { ...facts, colorSpace: colorSpaceName(bytes) },
    bytes,
    format: 'jpeg',
    matteOrigin: 'edits',
    ...withReading(measured, await readFile(studio, blob, decoded, matte)),
    crop: { ...measured.crop, sourceEdgePixels: layer.info.edgePixels, isCutByCrop },
    overlay: { marks: 0, insets: 0 },
    swatch: null,
    enlarged: matrix[0],
    extended: null,
    confidence: 1,
    ...told
  };
}

/** Measured as one that somebody hands in. */
export const measureForeign = (studio: Studio, blob: Blob): Promise<Measurements> =>
  measureFile(studio, blob);

/** A product with all that names are made of. */
const NAMED = { photoName: 'mug.jpg', identifier: '4006381333931', sku: 'MUG1', title: 'Blue mug' };

/** Under the name that the channel asks for, or another. */
export function findingsOf(
  measured: Measurements,
  place: Place,
  rename: (name: string) => string = (name) => name
): { readonly origin: MatteOrigin; readonly findings: readonly Finding[] } {
  const channel = findChannel(place.channel);
  const role = findRole(channel, place.role);
  const extension = measured.format === 'jpeg' ? 'jpg' : measured.format;
  const name = rename(fileNameFor({ channel, role, ...NAMED, extension }));
  const file = { ...measured.file, name };
  const { findings } = evaluate({ ...measured, file }, channel, role, { app: 'bench', enlarged: 1 });
  return { origin: measured.matteOrigin, findings };
}
