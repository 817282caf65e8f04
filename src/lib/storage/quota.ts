/** How much this origin stores, in bytes, and whether the browser promised not to evict it. Estimates lie in partitioned frames. */
export interface StorageUse {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  readonly persisted: boolean;
}

/** Null where the browser does not tell. */
export async function storageUse(): Promise<StorageUse | null> {
  try {
    const [{ usage, quota }, persisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted()
    ]);
    return { usedBytes: usage ?? 0, quotaBytes: quota ?? 0, persisted };
  } catch {
    return null;
  }
}

/** Asks the browser to keep this origin's data; false where it declines or cannot. */
export async function askToPersist(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
