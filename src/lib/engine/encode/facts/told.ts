import type { ColorSpace } from '../../../domain/compliance/file-measure.ts';

/** What a file's metadata blocks tell together; the first that tells something is believed. */
export interface Told {
  orientation: number | null;
  dpi: number | null;
  colorSpace: ColorSpace | null;
  copyright: string | null;
  hasLocation: boolean;
  hasThumbnail: boolean;
  hasMakerNote: boolean;
  digitalSourceType: string | null;
  /** Which kinds of serial numbers and ids, not their values. */
  readonly serials: Set<string>;
  readonly keywords: Set<string>;
}

export const nothingTold = (): Told => ({
  orientation: null,
  dpi: null,
  colorSpace: null,
  copyright: null,
  hasLocation: false,
  hasThumbnail: false,
  hasMakerNote: false,
  digitalSourceType: null,
  serials: new Set(),
  keywords: new Set()
});

const MAX_KEYWORDS = 200;
const MAX_KEYWORD = 200;

export function addKeyword(told: Told, keyword: string): void {
  const word = keyword.trim().slice(0, MAX_KEYWORD);
  if (word !== '' && told.keywords.size < MAX_KEYWORDS) told.keywords.add(word);
}
