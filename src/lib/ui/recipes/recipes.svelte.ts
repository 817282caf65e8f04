import { applyGuides, applyRecipe } from '../../domain/batch/apply-recipe.ts';
import { guideFrom } from '../../domain/batch/guide.ts';
import { listingsOf } from '../../domain/batch/slots.ts';
import { choicesOf, policyOf, setChoices } from '../../domain/document/change.ts';
import { makePreset, touchedEdits, type PresetEdit } from '../../domain/document/preset.ts';
import { makeRecipe, type Recipe, type StyleGuide } from '../../domain/document/recipe.ts';
import { exportRecipe, importRecipe, listRecipes } from '../../pipeline/recipes.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import type { EditorSession } from '../editor/session.svelte.ts';
import { KeptLooks } from '../shared/kept-looks.svelte.ts';
import { notices } from '../shared/notices.svelte.ts';
import { number } from '../shared/numbers.ts';

/** What of the photo looked at, and of its project, a new recipe takes. */
export interface RecipeParts {
  readonly edits: readonly PresetEdit[];
  readonly hasChannels: boolean;
  readonly hasPolicy: boolean;
  readonly hasGuide: boolean;
}

/** The recipes of this device, and the photos that they are to be given to. */
export class RecipeBook extends KeptLooks<Recipe> {
  readonly #session: EditorSession;
  /** Ids of the photos that were selected when the dialog was opened; null while it is closed. */
  photos = $state.raw<readonly string[] | null>(null);

  constructor(studio: Studio, session: EditorSession) {
    super({
      list: () => listRecipes(studio),
      save: (recipe) => studio.store.recipes.save(recipe),
      delete: (id) => studio.store.recipes.delete(id),
      write: (recipe) => exportRecipe(studio, recipe),
      read: (file) => importRecipe(studio, file)
    });
    this.#session = session;
  }

  get touched(): readonly PresetEdit[] {
    const { edits } = this.#session;
    return edits ? touchedEdits(edits) : [];
  }

  /** The views of the product that is looked at, as they are now; null where it has one photo only. */
  get guide(): StyleGuide | null {
    const { photo, project } = this.#session;
    const listing = listingsOf(project).find(({ photos }) =>
      photos.some((each) => each.photo.id === photo?.id)
    );
    return listing && listing.photos.length > 1 ? guideFrom(listing) : null;
  }

  /** Which recipe each category follows. */
  get guides(): Readonly<Record<string, string>> {
    return choicesOf(this.#session.project).guides ?? {};
  }

  open(photos: readonly string[]): void {
    this.photos = photos;
    void this.load();
  }

  close(): void {
    this.photos = this.removed = null;
  }

  /** Gives the selected photos a recipe; one step. */
  apply(recipe: Recipe): void {
    const photos = this.photos ?? [];
    if (!this.change(() => this.#session.change(applyRecipe(this.#session.project, photos, recipe)))) return;
    this.close();
    notices.say({
      id: 'recipe',
      tone: 'info',
      title: m.recipe_applied({ name: recipe.name, count: photos.length, shown: number(photos.length) }),
      action: { label: m.undo(), run: () => this.#session.undo() }
    });
  }

  keep(name: string, parts: RecipeParts): Promise<void> {
    const { edits, project } = this.#session;
    if (!edits) return Promise.resolve();
    const look = makePreset({ id: crypto.randomUUID(), name }, edits, parts.edits);
    return this.save(
      makeRecipe(look, {
        channels: parts.hasChannels ? project.channels : [],
        policy: parts.hasPolicy ? policyOf(project) : null,
        guide: parts.hasGuide ? this.guide : null
      })
    );
  }

  /** Which recipe a category follows; null = none. Its photos have it once `applyAll` was pressed. */
  follow(category: string, recipeId: string | null): void {
    const others = Object.entries(this.guides).filter(([name]) => name !== category);
    const guides = Object.fromEntries(recipeId === null ? others : [...others, [category, recipeId]]);
    this.#session.change(setChoices(this.#session.project, { guides }));
  }

  /** Gives every category its recipe; one step. */
  applyAll(): void {
    if (this.change(() => this.#session.change(applyGuides(this.#session.project, this.list)))) this.close();
  }
}
