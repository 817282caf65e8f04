import * as change from '../domain/document/change.ts';
import type { Project } from '../domain/document/document.ts';
import { editsIn, makePreset, onlyWith, presetPatch, type Preset } from '../domain/document/preset.ts';
import { PackshotError } from '../domain/errors.ts';
import { exportPreset as fileOf, importPreset as takeFile } from '../pipeline/presets.ts';
import type { Desk } from './desk.ts';
import { editsOf, keyOf } from './edits.ts';
import { inFile, newId, ownOf } from './host-looks.ts';
import type { Params } from './requests.ts';
import type * as sdk from './sdk/types.ts';

/*
 * A host's presets. In a frame that keeps nothing they are all that there are. Where the frame keeps its project, the
 * device's own presets are the person's: a host sees those that it made, known by their ids.
 */

const forHost = (preset: Preset): sdk.Preset => ({
  id: preset.id,
  name: preset.name,
  edits: editsIn(preset)
});

const listed = async (desk: Desk): Promise<readonly Preset[]> =>
  ownOf(desk, await desk.studio.store.listPresets());

/** @throws `not-found` */
async function find(desk: Desk, id: string): Promise<Preset> {
  const found = (await listed(desk)).find((preset) => preset.id === id);
  if (found) return found;
  throw new PackshotError('not-found', `No preset "${id}"`, { preset: id });
}

/** By name. */
export const getPresets = async (desk: Desk): Promise<readonly sdk.Preset[]> =>
  (await listed(desk)).map(forHost);

/** Keeps a photo's edits under a name, or those of a variant of it. @throws `not-found`, `quota-exceeded` */
export async function savePreset(
  desk: Desk,
  { id, name, edits, variant }: Params<'savePreset'>
): Promise<sdk.Preset> {
  const preset = makePreset({ id: newId(desk), name }, editsOf(desk.photo(id), variant), edits);
  await desk.studio.store.savePreset(preset);
  return forHost(preset);
}

/**
 * Gives a photo the look of a preset, in one step.
 * @throws `not-found`; `bad-request` where it would hold too many notes
 */
export async function applyPreset(
  desk: Desk,
  { id, preset, edits, variant }: Params<'applyPreset'>
): Promise<void> {
  desk.photo(id);
  const whole = await find(desk, preset);
  const look = edits ? onlyWith(whole, edits) : whole;
  desk.change((before: Project) => {
    const patch = presetPatch(look, editsOf(change.findPhoto(before, id), variant));
    return change.setEdits(before, id, patch, keyOf(variant));
  });
}

/** @throws `not-found` */
export async function deletePreset(desk: Desk, { preset }: Params<'deletePreset'>): Promise<void> {
  const { id } = await find(desk, preset);
  await desk.studio.store.deletePreset(id);
}

/** A preset as a file of its own, as the app's own dialog writes it. @throws `not-found` */
export async function exportPreset(desk: Desk, { preset }: Params<'exportPreset'>): Promise<Blob> {
  const { blob } = await fileOf(desk.studio, await find(desk, preset));
  return blob;
}

/** @throws as `importPreset` of the pipeline; `data.path` within the call's parameters */
export async function importPreset(
  desk: Desk,
  { file }: Params<'importPreset'>,
  signal: AbortSignal
): Promise<sdk.Preset> {
  const take = () => takeFile(desk.studio, file, { signal, id: newId(desk) });
  return forHost(await desk.files.run(take, signal).catch(inFile('importPreset')));
}
