import type { Channel, Leaf } from './channel.ts';
import { effectiveLevel } from './authority.ts';

/** Largest file that a channel takes, and that it (or anyone) would rather have, bytes; null = not stated. */
export interface ByteLimit {
  readonly required: number | null;
  readonly recommended: number | null;
}

/**
 * A channel's limits for files of one format. What no official page requires only recommends (`effectiveLevel`).
 * @param format as channels write it: `jpeg`, `png`
 */
export function byteLimit(channel: Channel, format: string): ByteLimit {
  const { required, recommended } = channel.maxBytes;
  const stated = [ofFormat(channel.maxBytesByFormat, format) ?? required, recommended];
  const limits = stated.flatMap((leaf) =>
    typeof leaf?.value === 'number' ? [{ bytes: leaf.value, level: effectiveLevel(channel, leaf) }] : []
  );
  const least = (isRequired: boolean) => {
    const bytes = limits.filter(({ level }) => (level === 'required') === isRequired).map((one) => one.bytes);
    return bytes.length > 0 ? Math.min(...bytes) : null;
  };
  return { required: least(true), recommended: least(false) };
}

function ofFormat(leaf: Leaf<unknown> | undefined, format: string): Leaf<unknown> | undefined {
  const bytes = (leaf?.value as Readonly<Record<string, unknown>> | null | undefined)?.[format];
  return leaf && typeof bytes === 'number' ? { ...leaf, value: bytes } : undefined;
}
