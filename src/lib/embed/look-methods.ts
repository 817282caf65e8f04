import { CutoutMethods } from './cutout-methods.ts';
import type { Desk } from './desk.ts';
import { getEdits } from './edit-methods.ts';
import * as presets from './preset-methods.ts';
import * as recipes from './recipe-methods.ts';
import type { Params } from './requests.ts';
import type { Edits, Preset, Recipe, RecipeApplied } from './sdk/types.ts';

/** What carries edits from photo to photo: presets, and recipes with all that belongs to them. */
export class LookMethods extends CutoutMethods {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    super(desk);
    this.#desk = desk;
  }

  async getPresets(): Promise<readonly Preset[]> {
    return presets.getPresets(this.#desk);
  }

  async savePreset(params: Params<'savePreset'>): Promise<Preset> {
    if (params.variant) this.requireRole(params.variant);
    return presets.savePreset(this.#desk, params);
  }

  async applyPreset(params: Params<'applyPreset'>): Promise<Edits> {
    if (params.variant) this.requireRole(params.variant);
    await presets.applyPreset(this.#desk, params);
    return getEdits(this.#desk, params);
  }

  async deletePreset(params: Params<'deletePreset'>): Promise<void> {
    return presets.deletePreset(this.#desk, params);
  }

  async exportPreset(params: Params<'exportPreset'>): Promise<Blob> {
    return presets.exportPreset(this.#desk, params);
  }

  async importPreset(params: Params<'importPreset'>, signal: AbortSignal): Promise<Preset> {
    return presets.importPreset(this.#desk, params, signal);
  }

  async getRecipes(): Promise<readonly Recipe[]> {
    return recipes.getRecipes(this.#desk);
  }

  async saveRecipe(params: Params<'saveRecipe'>): Promise<Recipe> {
    if (params.variant) this.requireRole(params.variant);
    return recipes.saveRecipe(this.#desk, params);
  }

  async applyRecipe(params: Params<'applyRecipe'>): Promise<RecipeApplied> {
    return recipes.applyRecipe(this.#desk, params);
  }

  async applyGuides(params: Params<'applyGuides'>): Promise<RecipeApplied> {
    return recipes.applyGuides(this.#desk, params);
  }

  async deleteRecipe(params: Params<'deleteRecipe'>): Promise<void> {
    return recipes.deleteRecipe(this.#desk, params);
  }

  async exportRecipe(params: Params<'exportRecipe'>): Promise<Blob> {
    return recipes.exportRecipe(this.#desk, params);
  }

  async importRecipe(params: Params<'importRecipe'>, signal: AbortSignal): Promise<Recipe> {
    return recipes.importRecipe(this.#desk, params, signal);
  }

  async setScale({ scale }: Params<'setScale'>): Promise<void> {
    recipes.setScale(this.#desk, scale);
  }
}
