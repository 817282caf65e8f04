import { FILE_FORMATS, type FileFormat } from '../document/edits/encode.ts';
import { PackshotError } from '../errors.ts';
import type { Channel } from './channel.ts';

/** Those that can be written and the channel takes, the preferred of this app first. */
export function takenFormats({ formats }: Channel): readonly FileFormat[] {
  const accepted = formats.accepted.value ?? ['jpeg'];
  return FILE_FORMATS.filter((format) => accepted.includes(format));
}

/** @throws `bad-request` with `path` and `format` where the channel does not take the format */
export function requireTaken(channel: Channel, format: FileFormat, path: string): void {
  if (takenFormats(channel).includes(format)) return;
  throw new PackshotError('bad-request', `${channel.id} does not take ${format}`, { path, format });
}
