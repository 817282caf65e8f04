import * as v from 'valibot';
import { PackshotError } from '../errors.ts';
import { parseAs } from '../schema.ts';
import { parsePreset, type Preset } from './preset.ts';

export const PRESET_EXTENSION = '.packshot-preset.json';
/** Of the file, not of the edits in it. */
const FILE_FORMAT = 1;

/** A preset in a file of its own: without its id, which is this device's, and with the picture of its backdrop. */
export interface PresetFile extends Omit<Preset, 'id'> {
  readonly packshotPreset: typeof FILE_FORMAT;
  /** The whole file of the backdrop's picture, base64 (RFC 4648, 4); null where there is none. */
  readonly picture: string | null;
}

/** The picture that stands behind, where one does. */
export function pictureOf({ edits: { backdrop } }: Preset) {
  return backdrop?.kind === 'picture' ? backdrop.blob : null;
}

/** @param picture base64; null where the preset has none */
export function presetFile({ version, name, edits }: Preset, picture: string | null): PresetFile {
  return { packshotPreset: FILE_FORMAT, version, name, edits, picture };
}

const shape = v.looseObject({
  packshotPreset: v.pipe(v.number(), v.integer(), v.minValue(1)),
  picture: v.nullable(v.pipe(v.string(), v.minLength(1)))
});

/**
 * Reads a preset's file. Whether its picture is the one that it names is looked at where it is kept.
 * @param id that the preset gets on this device
 * @throws `version` for a newer form or newer edits; `bad-request` with `path`
 */
export function parsePresetFile(json: unknown, id: string): { preset: Preset; picture: string | null } {
  const { packshotPreset: form, picture, ...fields } = parseAs(shape, json, 'preset file');
  if (form > FILE_FORMAT) {
    throw new PackshotError('version', `a preset file of form ${form} is newer than this build`, {
      version: form,
      supported: FILE_FORMAT
    });
  }
  const preset = parsePreset({ ...fields, id });
  if ((pictureOf(preset) === null) === (picture === null)) return { preset, picture };
  const why = picture === null ? 'its backdrop’s picture is not in it' : 'nothing shows it';
  throw new PackshotError('bad-request', `preset file at picture: ${why}`, { path: 'picture' });
}
