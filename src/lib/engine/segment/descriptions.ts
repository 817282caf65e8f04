import type * as v from 'valibot';
import { PackshotError } from '../../domain/errors.ts';
import { parseAs } from '../../domain/schema.ts';
import { fetchBlob, type Surroundings } from './fetching.ts';
import { DescriptionSchema } from './model-schema.ts';

/** A model as its author describes it. */
export type Description = v.InferOutput<typeof DescriptionSchema>;

/** A licence's text is the longest part. */
const MAX_DESCRIPTION_BYTES = 200_000;

const badUrl = (path: string, url: string): PackshotError =>
  new PackshotError('bad-request', `${url} is not an address of http or https`, { path });

/** @throws `bad-request` where `url` is no address that can be fetched */
function addressOf(url: string, base: URL | undefined, path: string): string {
  const address = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) throw badUrl(path, url);
  return address.href;
}

/** @throws `bad-request` (data.path: where) */
export const parseDescription = (json: unknown): Description =>
  parseAs(DescriptionSchema as v.GenericSchema<unknown, Description>, json, 'The description');

/** The description with whole addresses; without a base, a name stays one. @throws `bad-request` */
function absolute(description: Description, base: URL | undefined): Description {
  const files = description.files.map((file, i) => {
    const isName = file.url === undefined || (!base && !URL.canParse(file.url));
    return isName ? file : { ...file, url: addressOf(file.url!, base, `files.${i}.url`) };
  });
  return { ...description, files };
}

/**
 * Reads a description from a file or an address. In a file, an address that is not whole is the
 * name of a file that must be handed in.
 * @throws `bad-request`, `file-too-large`, or as `bring`
 */
export async function readDescription(from: Blob | string, around: Surroundings): Promise<Description> {
  const maxBytes = MAX_DESCRIPTION_BYTES;
  const url = typeof from === 'string' ? addressOf(from, around.root, 'url') : undefined;
  const blob =
    typeof from === 'string'
      ? await fetchBlob(around, url!, maxBytes, new AbortController().signal, () => {})
      : from;
  if (blob.size > maxBytes) {
    throw new PackshotError('file-too-large', 'The description is too long', { bytes: blob.size, maxBytes });
  }
  const text = await blob.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PackshotError('bad-request', 'The description is not JSON', { path: '' });
  }
  return absolute(parseDescription(json), url === undefined ? undefined : new URL(url));
}
