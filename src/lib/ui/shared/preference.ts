/** Small choices kept on the device. Frames without storage refuse `localStorage`: there they last as long as the page. */
const memory = new Map<string, string>();

export const preference = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  /** `null` forgets the choice. */
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
    }
  }
};
