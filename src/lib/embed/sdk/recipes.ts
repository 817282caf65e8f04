import type { Preset, PresetInput } from './presets.ts';

/** At which scale cut-out photos are shown: each as its channel asks; all of a product alike; all of a category in real size (`lengthMm` of their products). */
export type Scale = 'each' | 'product' | 'real';

/** What a photo shows, as its file's name says. */
export type Angle = 'front' | 'back' | 'left' | 'right' | 'side' | 'top' | 'bottom' | 'detail' | 'pair';

/** What is done about a file before a person is asked. */
export interface Policy {
  /** `safe`: fixes that change one output alone and nothing of the product are made unasked, and told. */
  readonly autoFix: 'safe' | 'none';
  /** Other ways to make the picture that are tried where one doubt is left, 0–5. */
  readonly candidates: number;
}

/** One picture of a product, in a guide's order. */
export interface GuideView {
  /** `MAIN`, `PT01` … */
  readonly slot: string;
  /** Which photo it is; null = the next one that has no place. */
  readonly angle: Angle | null;
  /** The product's share of the frame, 0–1; null = as the look says. */
  readonly fill: number | null;
  /** Width ÷ height; null = as the look says. */
  readonly ratio: number | null;
}

/** How the products of a category are shown. */
export interface StyleGuide {
  /** Empty = any. */
  readonly category: string;
  readonly views: readonly GuideView[];
}

/** A look with the channels that it is made for, what is done about doubts, and which views a product is shown in. */
export interface Recipe extends Preset {
  /** Empty = whatever the project is made for. */
  readonly channels: readonly string[];
  readonly policy: Policy | null;
  readonly guide: StyleGuide | null;
}

export interface RecipeInput extends PresetInput {
  channels?: readonly string[];
  policy?: Policy;
  guide?: StyleGuide;
}

export interface RecipeApplied {
  /** The photos that have the recipe now, with their slots. */
  readonly photos: readonly { readonly id: string; readonly slot: string | null }[];
  /** The project's channels. */
  readonly channels: readonly string[];
}

/** What a `Packshot` does with recipes. */
export interface RecipeCalls {
  /** The recipes that this host made, by name. With `persistence: 'host'` they live as long as the frame. */
  getRecipes(): Promise<readonly Recipe[]>;
  /** Keeps a photo's look under a name, with what else belongs to the recipe. @throws `not-found`, `bad-request`, `rule-unknown` */
  saveRecipe(id: string, recipe: RecipeInput): Promise<Recipe>;
  /** Gives photos (default: all) a recipe, in one step: its look, slots by its guide; its channels and policy to the project. @throws `not-found`, `rule-unknown`, `bad-request` (too many notes) */
  applyRecipe(recipeId: string, options?: { photos?: readonly string[] }): Promise<RecipeApplied>;
  /** Says which recipe each category follows (by its name, as products name it), and gives it to their photos, in one step. @throws as `applyRecipe` */
  applyGuides(guides: Readonly<Record<string, string>>): Promise<RecipeApplied>;
  /** @throws `not-found` */
  deleteRecipe(recipeId: string): Promise<void>;
  /** A recipe as a file (JSON, with its backdrop's picture), for `importRecipe` here or elsewhere. @throws `not-found` */
  exportRecipe(recipeId: string): Promise<Blob>;
  /** @throws `bad-request` (`data.path`), `version` (of a newer app), `file-too-large`; for its picture as `addPhoto` */
  importRecipe(file: Blob): Promise<Recipe>;
  /** At which scale photos are shown beside each other. No product becomes smaller than its channel asks for. */
  setScale(scale: Scale): Promise<void>;
}
