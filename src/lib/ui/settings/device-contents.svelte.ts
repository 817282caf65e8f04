import { askToPersist, storageUse, type StorageUse } from '../../pipeline/device.ts';
import { listModels, type ModelStatus } from '../../pipeline/models.ts';
import type { Studio } from '../../pipeline/studio.ts';

/** What of Packshot lies on this device. */
export class DeviceContents {
  models = $state.raw<readonly ModelStatus[]>([]);
  storage = $state.raw<StorageUse | null>(null);

  async load(studio: Studio): Promise<void> {
    this.storage = await storageUse();
    this.models = await listModels(studio);
  }

  /** Asks the browser not to clear our storage; false where it says no. */
  async persist(studio: Studio): Promise<boolean> {
    const granted = await askToPersist();
    await this.load(studio);
    return granted;
  }
}
