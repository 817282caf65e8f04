import { parsePresetFile, presetFile, PRESET_EXTENSION } from '../domain/document/preset-file.ts';
import type { Preset } from '../domain/document/preset.ts';
import { pictureText, readLook, withPicture } from './look-file.ts';
import { plainName } from './project-file.ts';
import type { Studio } from './studio.ts';

/** A preset in a file, with the picture of its backdrop in it. @throws `not-found` where that picture is gone */
export async function exportPreset(
  studio: Pick<Studio, 'store'>,
  preset: Preset
): Promise<{ name: string; blob: Blob }> {
  const text = JSON.stringify(presetFile(preset, await pictureText(studio, preset)), null, 2);
  const name = (plainName(preset.name) || 'preset') + PRESET_EXTENSION;
  return { name, blob: new Blob([text], { type: 'application/json' }) };
}

/**
 * Takes a preset's file in and keeps it, under an id of this device (`id`; default: a new one). Its picture is decoded once, as every picture that comes in.
 * @throws `bad-request` (no preset; `data.path`), `version` (a newer app's), `file-too-large`, as `importPicture`
 */
export async function importPreset(
  studio: Studio,
  file: Blob,
  { signal, id = crypto.randomUUID() }: { signal?: AbortSignal | undefined; id?: string } = {}
): Promise<Preset> {
  const { preset, picture } = parsePresetFile(await readLook(file), id);
  const whole = picture === null ? preset : await withPicture(studio, preset, picture, signal);
  signal?.throwIfAborted();
  await studio.store.savePreset(whole);
  return whole;
}
