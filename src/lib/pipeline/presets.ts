import { parsePresetFile, pictureOf, presetFile, PRESET_EXTENSION } from '../domain/document/preset-file.ts';
import type { Preset } from '../domain/document/preset.ts';
import { PackshotError } from '../domain/errors.ts';
import { frozen } from '../domain/frozen.ts';
import { importPicture } from './import.ts';
import { plainName } from './project-file.ts';
import type { Studio } from './studio.ts';

/** Longest file that is read, bytes. */
const MAX_FILE_BYTES = 100_000_000;

/** A preset in a file, with the picture of its backdrop in it. @throws `not-found` where that picture is gone */
export async function exportPreset(
  { store }: Pick<Studio, 'store'>,
  preset: Preset
): Promise<{ name: string; blob: Blob }> {
  const ref = pictureOf(preset);
  const picture = ref && (await base64Of(await store.getBlob(ref)));
  const text = JSON.stringify(presetFile(preset, picture), null, 2);
  const name = (plainName(preset.name) || 'preset') + PRESET_EXTENSION;
  return { name, blob: new Blob([text], { type: 'application/json' }) };
}

/**
 * Takes a preset's file in and keeps it, under an id of this device (`id`; default: a new one). Its picture is decoded once, as any that comes in.
 * @throws `bad-request` (no preset; `data.path`), `version` (a newer app's), `file-too-large`, as `importPicture`
 */
export async function importPreset(
  studio: Studio,
  file: Blob,
  { signal, id = crypto.randomUUID() }: { signal?: AbortSignal | undefined; id?: string } = {}
): Promise<Preset> {
  if (file.size > MAX_FILE_BYTES) {
    throw new PackshotError('file-too-large', 'Too large for a preset', {
      bytes: file.size,
      limit: MAX_FILE_BYTES
    });
  }
  const { preset, picture } = parsePresetFile(jsonOf(await file.text()), id);
  const whole = picture === null ? preset : await withPicture(studio, preset, picture, signal);
  signal?.throwIfAborted();
  await studio.store.savePreset(whole);
  return whole;
}

/** The preset with its picture kept, as it is found to be. @throws `bad-request` where it names another */
async function withPicture(
  studio: Studio,
  preset: Preset,
  base64: string,
  signal: AbortSignal | undefined
): Promise<Preset> {
  const { backdrop } = preset.edits;
  const picture = bytesOf(base64, pictureOf(preset)?.type);
  const blob = await importPicture(studio, picture, { signal });
  if (backdrop?.kind === 'picture' && backdrop.blob.sha256 === blob.sha256) {
    return frozen({ ...preset, edits: { ...preset.edits, backdrop: { ...backdrop, blob } } });
  }
  throw broken('picture', 'it is another picture than the backdrop’s');
}

const broken = (path: string, why: string): PackshotError =>
  new PackshotError('bad-request', `preset file at ${path}: ${why}`, { path });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken('', 'not JSON');
  }
}

/** Bytes that become text at a time: an argument list has its limit. A multiple of 3, so that pieces can be joined. */
const PIECE = 3 * 2 ** 13;

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, piece) =>
    btoa(String.fromCharCode(...bytes.subarray(piece * PIECE, (piece + 1) * PIECE)))
  );
  return pieces.join('');
}

/** @throws `bad-request` for what is no base64 */
function bytesOf(base64: string, type = ''): Blob {
  try {
    return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
  } catch {
    throw broken('picture', 'not base64');
  }
}
