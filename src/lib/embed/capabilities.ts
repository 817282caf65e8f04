import { APP_VERSION, capabilities, gpuStatus } from '../pipeline/device.ts';
import { listModels } from '../pipeline/models.ts';
import type { Studio } from '../pipeline/studio.ts';
import { infoOf } from './rules-methods.ts';
import type { Capabilities } from './sdk/types.ts';

/** What a host may count on in this frame. */
export async function capabilitiesOf(studio: Studio): Promise<Capabilities> {
  const models = await listModels(studio);
  const { state } = await gpuStatus(studio);
  return {
    version: 1,
    app: APP_VERSION,
    webgpu: state === 'untested' || state === 'ready',
    threads: capabilities().threads,
    storage: await canKeep(),
    models: models.map(({ id, task, bytes, cached, licence, licenceEvidence, commercialUse }) => ({
      id,
      task,
      bytes,
      cached,
      licence,
      licenceEvidence,
      commercialUse
    })),
    channels: studio.rules.channels.map(infoOf)
  };
}

/** Whether this frame may keep anything: browsers refuse storage to third-party frames by throwing. */
const canKeep = (): Promise<boolean> =>
  Promise.resolve()
    .then(() => caches.keys())
    .then(
      () => true,
      () => false
    );
