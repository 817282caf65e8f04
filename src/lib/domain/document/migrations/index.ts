import { cutoutAsk } from './1-cutout-ask.ts';
import { wholeRecipe } from './2-whole-recipe.ts';
import { metadata } from './3-metadata.ts';
import { catalog } from './4-catalog.ts';
import { encode } from './5-encode.ts';
import { sharedSizes } from './6-shared-sizes.ts';
import type { Migration } from './migrate.ts';

/** Every step so far, oldest first. A released step is never edited; each comes with a fixture of its `from`. */
export const MIGRATIONS: readonly Migration[] = [
  cutoutAsk,
  wholeRecipe,
  metadata,
  catalog,
  encode,
  sharedSizes
];
