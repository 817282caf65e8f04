import type { Measurements } from '../../../src/lib/domain/compliance/measurements.ts';
import type { Channel, Role } from '../../../src/lib/domain/channels/channel.ts';
import { findChannel, findRole } from '../../../src/lib/domain/channels/index.ts';
import type { BlobRef } from '../../../src/lib/domain/document/blob.ts';
import {
  IDENTITY_ASK,
  IDENTITY_CUTOUT,
  type CutoutEdit,
  type Found
} from '../../../src/lib/domain/document/edits/cutout.ts';
import { IDENTITY_FRAME, type FrameEdit } from '../../../src/lib/domain/document/edits/frame.ts';
import type { NewPhoto } from '../../../src/lib/domain/document/change.ts';

export const amazon: Channel = findChannel('amazon');
export const main: Role = findRole(amazon, 'main');
export const secondary: Role = findRole(amazon, 'secondary');

/** A perfect Amazon main image: 2000², white, 90 %, named after its ASIN. */
export const CLEAN: Measurements = {
  file: {
    name: 'B0C4TR311X.MAIN.jpg',
    type: 'image/jpeg',
    width: 2000,
    height: 2000,
    bytes: 400_000,
    colorSpace: 'sRGB',
    sha256: 'a'.repeat(64)
  },
  bytes: {
    colorMode: 'rgb',
    bitDepth: 8,
    colorSpace: 'sRGB',
    profile: 'sRGB',
    hasAlpha: false,
    clearPixels: 0,
    frames: 1,
    pages: 1,
    hasLayers: false,
    compression: null,
    orientation: 1,
    dpi: 300,
    trailingBytes: 0,
    metadata: {
      hasLocation: false,
      serials: 0,
      hasThumbnail: false,
      hasMakerNote: false,
      digitalSourceType: null,
      keywords: [],
      copyright: null
    },
    jpeg: { quality: 96, chroma: '4:4:4', isProgressive: false },
    blockiness: 1.02,
    hash: '0123456789abcdef'
  },
  format: 'jpeg',
  matteOrigin: 'edits',
  background: {
    ringWhite: 1,
    backdrop: [255, 255, 255],
    farPixels: 1_500_000,
    farNotWhite: 0,
    farMin: 255,
    nearPixels: 40_000,
    nearNotWhite: 900,
    nearMin: 251,
    nearPx: 8,
    worstRegion: null,
    detachedSpecks: 0,
    speckPixels: 0,
    speckRegion: null,
    toEdgePixels: 0,
    toEdgeRegion: null,
    toEdgeColor: null,
    thrownPixels: 0,
    thrownMin: 255
  },
  fill: { box: { x: 100, y: 400, width: 1800, height: 1200 }, longSide: 0.9, boxArea: 0.54, maskArea: 0.4 },
  crop: { outputEdgePixels: 0, sourceEdgePixels: 0, isCutByCrop: false, region: null },
  picture: {
    border: { top: 0, right: 0, bottom: 0, left: 0, region: null },
    items: { pieces: [1_600_000], likeness: null, region: null, inset: null },
    sharpness: {
      interior: { edges: 5000, width: 1.4 },
      texture: { edges: 8000, width: 1.4 },
      outline: { edges: 2000, width: 1.3 }
    },
    pixelation: { blocks: 0.9, period: 29 },
    outline: {
      sloping: 2500,
      jagged: 0.03,
      fallOff: 0.8,
      halo: { deltaE: 1.1, lighter: false, region: null }
    },
    holes: { pixels: 0, region: null },
    lost: { pixels: 0, region: null },
    colors: [{ color: [176, 40, 56], share: 0.8 }]
  },
  fidelity: { deltaE00Mean: 0.3, deltaE00P99: 1.2, changedPixels: 0 },
  swatch: null,
  text: [],
  read: { texts: [], faces: [] },
  overlay: { marks: 0, insets: 0 },
  enlarged: 0.7,
  extended: null,
  confidence: 0.95
};

type Parts<T> = {
  readonly [K in keyof T]?: T[K] extends object | null ? Parts<NonNullable<T[K]>> | null : T[K];
};

/** `CLEAN` with single defects: `{ background: { farMin: 254 } }`. */
export function defective(parts: Parts<Measurements>): Measurements {
  const changed = Object.entries(parts).map(([key, part]) => {
    const whole = CLEAN[key as keyof Measurements];
    const isPart = typeof part === 'object' && part !== null;
    return [key, isPart ? { ...(whole as object), ...part } : part];
  });
  return { ...CLEAN, ...Object.fromEntries(changed) } as Measurements;
}

/** A file of this size. */
export const sized = (width: number, height: number): Measurements => defective({ file: { width, height } });

/** A file of this name. */
export const named = (name: string): Measurements => defective({ file: { name } });

/** The channel with one part replaced, still a valid profile. */
export function variantOf(channel: Channel, change: (draft: Draft) => void): Channel {
  const draft = JSON.parse(JSON.stringify(channel)) as Draft;
  change(draft);
  return draft as Channel;
}

// Profiles are deep-frozen and readonly; a draft is neither.
export type Draft = { -readonly [K in keyof Channel]: Channel[K] };

export const blob = (digit: string): BlobRef => ({
  sha256: digit.repeat(64),
  type: 'image/jpeg',
  bytes: 1000
});

/** A model's answer whose matte is `blob(digit)`. */
export const foundMatte = (digit: string, more: Partial<Found> = {}): Found => ({
  matte: blob(digit),
  doubt: null,
  model: 'isnet-fp16',
  confidence: 0.9,
  ask: IDENTITY_ASK,
  ...more
});

/** A cutout with that answer and nothing corrected. */
export const cutoutEdit = (digit: string, more: Partial<Found> = {}): CutoutEdit => ({
  ...IDENTITY_CUTOUT,
  found: foundMatte(digit, more)
});

/** A frame of which the product takes `fill`, and nothing else asked. */
export const filling = (fill: number | null): FrameEdit => ({ ...IDENTITY_FRAME, fill });

export const newPhoto = (id: string, more: Partial<NewPhoto> = {}): NewPhoto => ({
  id,
  name: `${id}.jpg`,
  source: blob('1'),
  size: { width: 3000, height: 2000 },
  ...more
});

/** Numbers 0–1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
