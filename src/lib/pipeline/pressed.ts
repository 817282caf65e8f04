import type { ByteGoals } from '../domain/channels/byte-goals.ts';
import type { FileMeasure } from '../domain/compliance/file-measure.ts';
import type { ExtendedMeasure, PixelMeasurements, ReadMeasure } from '../domain/compliance/measurements.ts';
import type { FileFormat } from '../domain/document/edits/encode.ts';
import type { Attempt } from '../engine/encode/api.ts';

/** How the names of such files end, without the full stop. */
export const EXTENSIONS: Readonly<Record<FileFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  tiff: 'tif'
};

/** An encoded frame with what was measured on it, before it has a name. */
export interface Pressed {
  readonly blob: Blob;
  readonly format: FileFormat;
  readonly sha256: string;
  readonly measured: PixelMeasurements;
  /** Words and faces; null where nobody could look. */
  readonly read: ReadMeasure | null;
  /** The codec's quality, 1–100; 100 where nothing is lost. */
  readonly quality: number;
  /** What its encoder aimed at. */
  readonly goals: ByteGoals;
  /** All encodings that were made for it. */
  readonly tried: readonly Attempt[];
  readonly bytes: FileMeasure;
  /** How the photo's surroundings were extended; null where none were kept. */
  readonly extended: ExtendedMeasure | null;
  readonly ms: Readonly<Record<'layer' | 'compose' | 'encode' | 'check', number>>;
}

/**
 * Whether a file that was pressed for some goals is the one that others would lead to: the same goals, or all that was
 * tried lay within both, so that neither had a say in it.
 */
export function isAlsoFor({ goals, tried }: Pick<Pressed, 'goals' | 'tried'>, others: ByteGoals): boolean {
  if (goals.required === others.required && goals.recommended === others.recommended) return true;
  const least = Math.min(
    ...[goals, others].flatMap(({ required, recommended }) => [required ?? Infinity, recommended ?? Infinity])
  );
  return tried.every(({ bytes }) => bytes <= least);
}

/** A map that keeps the `limit` entries that were set or read last. */
export class RecentMap<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(readonly limit: number) {}

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.limit && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
