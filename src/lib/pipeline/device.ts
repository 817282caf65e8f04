import { MODEL_CACHE, type GpuStatus } from '../engine/segment/api.ts';
import { capabilities } from '../engine/capabilities.ts';
import { askToPersist, storageUse, type StorageUse } from '../storage/quota.ts';
import { listModels, removeModel } from './models.ts';
import type { Studio } from './studio.ts';

export { askToPersist, capabilities, storageUse, type StorageUse };
export type { GpuFailure, GpuRefusal, GpuStatus } from '../engine/segment/api.ts';

/** Whether the graphics processor computes cutouts here. Starts nothing on it. @throws `model-unavailable` */
export const gpuStatus = (studio: Studio): Promise<GpuStatus> =>
  studio.segment.call(async (api) => api.gpu());

/** Version and commit of this build, as written into reports. */
export const APP_VERSION = __APP_VERSION__;

/** The language (written by paraglide-js) and the theme; a host may keep its own things under the same origin. */
const OWN_SETTING = /^(PARAGLIDE_LOCALE|packshot[-.:].*)$/;

/** Deletes every project, blob, model file and setting of Packshot on this device. The app itself stays installed. */
export async function deleteEverything(studio: Studio): Promise<void> {
  await studio.store.clear();
  await studio.rules.reload();
  for (const name of Object.keys(localStorage)) if (OWN_SETTING.test(name)) localStorage.removeItem(name);
  for (const model of await listModels(studio)) await removeModel(studio, model.id);
  await globalThis.caches?.delete(MODEL_CACHE);
}
