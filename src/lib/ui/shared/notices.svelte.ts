/** One line of a notice: a file and why it failed. */
export interface NoticeLine {
  readonly name: string;
  readonly text: string;
  readonly code?: string;
}

export interface Notice {
  readonly id: string;
  readonly tone: 'error' | 'info';
  readonly title: string;
  readonly text?: string;
  readonly lines?: readonly NoticeLine[];
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Infos leave by themselves; errors stay until somebody has read them. */
const INFO_MS = 8_000;

/** What the app has to say that belongs to no single control. Survives navigation between screens. */
class Notices {
  #list = $state.raw<readonly Notice[]>([]);

  get list(): readonly Notice[] {
    return this.#list;
  }

  /** Says it; a notice with the same id is replaced. Returns the id. */
  say(notice: Omit<Notice, 'id'> & { readonly id?: string }): string {
    const id = notice.id ?? crypto.randomUUID();
    this.#list = [...this.#list.filter((other) => other.id !== id), { ...notice, id }];
    if (notice.tone === 'info') setTimeout(() => this.dismiss(id), INFO_MS);
    return id;
  }

  dismiss(id: string): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
