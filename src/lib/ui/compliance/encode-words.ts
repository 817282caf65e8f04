import type { FileFormat, Quality } from '../../domain/document/edits/encode.ts';
import type { Report } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';
import { bytes, number, seconds } from '../shared/numbers.ts';

/** As their makers write them. */
const NAMES: Record<FileFormat, string> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  tiff: 'TIFF'
};

export const formatName = (format: FileFormat): string => NAMES[format];

/** Whether there is anything to choose: these lose nothing however they are written. */
export const hasQuality = (format: FileFormat): boolean => format !== 'png' && format !== 'tiff';

const QUALITIES: Record<Quality, () => string> = {
  auto: m.encode_auto,
  best: m.encode_best,
  small: m.encode_small
};

export const qualityWord = (quality: Quality, format: FileFormat): string =>
  quality === 'best' && format !== 'jpeg' ? m.encode_lossless() : QUALITIES[quality]();

/** What is known of the writing of a file beside its report. */
export interface Written {
  /** The codec's own, 1–100. */
  readonly quality: number;
  /** What encoding took, ms. */
  readonly ms: number;
}

/** Of a file's MIME type. */
export const formatOf = ({ type }: Report['file']): FileFormat | null =>
  (Object.keys(NAMES) as FileFormat[]).find((format) => type === `image/${format}`) ?? null;

/** What came of it: `JPEG · quality 95 · 812 kB · 1.2 s`. */
export function writtenWords(file: Report['file'], written: Written | null): string {
  const format = formatOf(file) ?? 'jpeg';
  const isLossless = !hasQuality(format) || (format !== 'jpeg' && written?.quality === 100);
  return [
    formatName(format),
    ...(isLossless
      ? [m.encode_lossless()]
      : written
        ? [m.encode_quality_value({ value: number(written.quality) })]
        : []),
    bytes(file.bytes),
    ...(written ? [seconds(written.ms)] : [])
  ].join(' · ');
}
