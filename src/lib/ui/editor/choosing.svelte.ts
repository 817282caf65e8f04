import type { Project, VariantKey } from '../../domain/document/document.ts';
import { outputsOf, type OutputChoice } from './outputs.ts';

/** Which output of a project is looked at. */
export class Choosing {
  readonly #project: () => Project;
  #chosen = $state<VariantKey | null>(null);

  constructor(project: () => Project) {
    this.#project = project;
  }

  readonly outputs: readonly OutputChoice[] = $derived.by(() => outputsOf(this.#project()));
  /** The one chosen last while the project is made for its channel, else the first. */
  readonly choice: OutputChoice = $derived(
    this.outputs.find(({ key }) => key === this.#chosen) ?? this.outputs[0]!
  );

  choose({ key }: OutputChoice): void {
    this.#chosen = key;
  }
}
