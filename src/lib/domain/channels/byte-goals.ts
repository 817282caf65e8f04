import type { Size } from '../pixels.ts';
import { effectiveLevel } from './authority.ts';
import type { Channel } from './channel.ts';
import { byteLimit } from './limits.ts';

/** Largest file that a channel takes, and that it (or anyone) would rather have, bytes; null = not stated. */
export interface ByteGoals {
  readonly required: number | null;
  readonly recommended: number | null;
}

/**
 * What an encoder aims at for files of this format (`jpeg`, `png` …) and size (px). What no official page requires only
 * recommends (`effectiveLevel`).
 */
export function byteGoals(channel: Channel, format: string, size?: Size): ByteGoals {
  const stated = [byteLimit(channel, format, size), channel.maxBytes.recommended];
  const goals = stated.flatMap((leaf) =>
    leaf && leaf.value !== null ? [{ bytes: leaf.value, level: effectiveLevel(channel, leaf) }] : []
  );
  const least = (isRequired: boolean) => {
    const bytes = goals.filter(({ level }) => (level === 'required') === isRequired).map((one) => one.bytes);
    return bytes.length > 0 ? Math.min(...bytes) : null;
  };
  return { required: least(true), recommended: least(false) };
}
