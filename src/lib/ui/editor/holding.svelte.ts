import type { Claim, TakeOver } from '../../pipeline/claim.ts';
import { openProject, type OpenedProject } from '../../pipeline/projects.ts';
import type { Store } from '../../pipeline/studio.ts';
import type { Saving } from './saving.svelte.ts';

/** Whether this tab may change the project, and what happens when that changes. */
export class Holding {
  readonly #store: Store;
  readonly #projectId: string;
  readonly #claim: Claim | null;
  readonly #saving: Saving;
  readonly #show: (read: OpenedProject) => void;
  /** Another tab writes this project: here it is only looked at. */
  isReadOnly = $state(false);
  /** The project was lost to another tab before this one's work was saved: that is here and nowhere else. */
  isStray = $state(false);

  /** What goes on with the project here ends before another tab has it. */
  onaway: () => Promise<void> = async () => {};

  /** `show` is given what another tab has saved. Without a claim, tabs are told apart by the revision alone. */
  constructor(
    store: Store,
    projectId: string,
    claim: Claim | null,
    saving: Saving,
    show: (read: OpenedProject) => void
  ) {
    this.#store = store;
    this.#projectId = projectId;
    this.#claim = claim;
    this.#saving = saving;
    this.#show = show;
    this.isReadOnly = claim?.isWriter === false;
    claim?.listen({
      onasked: () => this.#giveAway(),
      onlost: () => this.#lose(),
      ongained: () => void this.#gain(),
      onsaved: () => void this.#follow()
    });
  }

  /** Nobody else can write meanwhile. */
  get isLocked(): boolean {
    return this.#claim?.isLocked === true;
  }

  /** As `Claim.takeOver`. */
  async takeOver(force: boolean): Promise<TakeOver> {
    return (await this.#claim?.takeOver(force)) ?? 'taken';
  }

  end(): void {
    this.#claim?.end();
  }

  /** Nothing is changed from here on, so that what is saved is all there is. */
  async #giveAway(): Promise<boolean> {
    this.isReadOnly = true;
    await this.onaway();
    await this.#saving.save();
    this.isReadOnly = this.#saving.isAllSaved;
    return this.isReadOnly;
  }

  #lose(): void {
    this.isReadOnly = true;
    void this.onaway();
    this.isStray = !this.#saving.isAllSaved;
    this.#saving.stop();
  }

  /** This tab writes now: first it shows what the last writer left. */
  async #gain(): Promise<void> {
    const isThere = await this.#read(() => openProject(this.#store, this.#projectId));
    if (isThere) this.isReadOnly = this.isStray = false;
  }

  /** The writer has saved. */
  async #follow(): Promise<void> {
    if (this.isReadOnly && !this.isStray) await this.#read(() => this.#store.loadProject(this.#projectId));
  }

  /** False where the project is gone, or cannot be read: then what is shown stays, to be looked at. */
  async #read(load: () => Promise<OpenedProject>): Promise<boolean> {
    try {
      const read = await load();
      this.#show(read);
      this.#saving.restart(read);
      return true;
    } catch {
      return false;
    }
  }
}
