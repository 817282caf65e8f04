import { createSubscriber } from 'svelte/reactivity';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Project, VariantKey } from '../../domain/document/document.ts';
import type { RuleBook } from '../../pipeline/rules.ts';
import { outputsOf, type OutputChoice } from './outputs.ts';

/** What a project can be made into, and which of that is looked at. */
export class Choosing {
  readonly #rules: RuleBook;
  readonly #project: () => Project;
  readonly #follow: () => void;
  #chosen = $state<VariantKey | null>(null);

  constructor(rules: RuleBook, project: () => Project) {
    this.#rules = rules;
    this.#project = project;
    this.#follow = createSubscriber((update) => rules.listen(update));
  }

  /** Every channel there is; anew when a person changes the rules. */
  get channels(): readonly Channel[] {
    this.#follow();
    return this.#rules.channels;
  }

  /** The same array until others are chosen: no other edit makes the outputs anew. */
  readonly #ids = $derived.by(() => this.#project().channels);
  readonly outputs: readonly OutputChoice[] = $derived.by(() =>
    outputsOf(this.channels, { channels: this.#ids })
  );
  /** What is looked at when the project is opened. */
  readonly first: OutputChoice = $derived(this.outputs[0]!);
  /** The one chosen last while the project is made for its channel, else the first. */
  readonly choice: OutputChoice = $derived(
    this.outputs.find(({ key }) => key === this.#chosen) ?? this.first
  );

  choose({ key }: OutputChoice): void {
    this.#chosen = key;
  }
}
