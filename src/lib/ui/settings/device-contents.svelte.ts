import {
  askToPersist,
  gpuStatus,
  storageUse,
  type GpuStatus,
  type StorageUse
} from '../../pipeline/device.ts';
import { listModels, type ModelStatus } from '../../pipeline/models.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** What of Packshot lies on this device, and what it computes with there. */
export class DeviceContents {
  models = $state.raw<readonly ModelStatus[]>([]);
  storage = $state.raw<StorageUse | null>(null);
  gpu = $state.raw<GpuStatus | null>(null);

  async load(studio: Studio): Promise<void> {
    this.storage = await storageUse();
    this.models = await listModels(studio);
    this.gpu = await gpuStatus(studio);
  }

  /** Asks the browser not to clear our storage; false where it says no. */
  async persist(studio: Studio): Promise<boolean> {
    const granted = await askToPersist();
    await this.load(studio);
    return granted;
  }
}
