import type { PhotoFile } from '../../pipeline/import.ts';
import { PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';

/** A product to try the app with; rendered by the project's own scenes (`samples/samples.json`). */
export interface Sample {
  readonly id: string;
  /** Beside `samples.json`. */
  readonly file: string;
}

const FOLDER = './samples/';
const NAMES: Readonly<Record<string, () => string>> = {
  mug: m.sample_mug,
  headphones: m.sample_headphones,
  bag: m.sample_bag
};

export const sampleName = ({ id }: Sample): string => NAMES[id]?.() ?? id;

export const thumbUrl = ({ id }: Sample): string => `${FOLDER}${id}-thumb.webp`;

/** Empty where they cannot be had: samples are an offer, not a need. */
export async function listSamples(): Promise<readonly Sample[]> {
  try {
    const response = await fetch(`${FOLDER}samples.json`);
    return response.ok ? ((await response.json()) as Sample[]) : [];
  } catch {
    return [];
  }
}

/** @throws `not-found` when the file cannot be fetched */
export async function fetchSample({ file }: Sample): Promise<PhotoFile> {
  const response = await fetch(FOLDER + file).catch(() => null);
  if (!response?.ok) throw new PackshotError('not-found', `sample ${file} was not served`);
  return { name: file, data: await response.blob() };
}
