import { requireTaken } from '../domain/channels/formats.ts';
import { FILE_FORMATS } from '../domain/document/edits/encode.ts';
import { importPicture } from '../pipeline/import.ts';
import { backdropOf, pictureIn } from './backdrop.ts';
import type { Desk } from './desk.ts';
import { editsForHost, editsOf, endVariant, patchEdits } from './edits.ts';
import type { Params } from './requests.ts';
import type * as sdk from './sdk/types.ts';

/** @throws `not-found` */
export const getEdits = (desk: Desk, { id, variant }: Params<'getEdits'>): sdk.Edits =>
  editsForHost(editsOf(desk.photo(id), variant));

/**
 * Changes a photo's edits in one step. Everything is looked at before a backdrop's picture is decoded and kept.
 * @throws `not-found`, `bad-request` with `path` (a format that the variant's channel does not take, too); for a picture as `importPicture`
 */
export async function setEdits(
  desk: Desk,
  { id, patch, variant }: Params<'setEdits'>,
  signal: AbortSignal
): Promise<void> {
  if (patch === null) return desk.change((before) => endVariant(before, id, variant));
  const format = FILE_FORMATS.find((each) => each === patch.encode?.format);
  if (variant && format) {
    requireTaken(desk.studio.rules.channel(variant.channel), format, 'setEdits.patch.encode.format');
  }
  const { backdrop } = patch;
  const picture = pictureIn(backdrop);
  if (picture) patchEdits(desk.project, id, { patch, variant }, backdropOf(desk.project, backdrop, null));
  const kept =
    picture && (await desk.files.run(() => importPicture(desk.studio, picture, { signal }), signal));
  signal.throwIfAborted();
  desk.change((before) => patchEdits(before, id, { patch, variant }, backdropOf(before, backdrop, kept)));
}
