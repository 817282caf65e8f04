import { blackSpeaker, fourBowls, glassCarafe, whiteVase } from './plain.js';
import { chair, meshCup, rings, scissors, wireBasket } from './thin.js';
import { fringeCushion, marbleTote, patternTote, shavingBrush, wicker } from './woven.js';

/** Scenes of what is hard to cut out, by the name of their photo. */
export const TRIALS = {
  'wire-basket': wireBasket,
  'white-vase': whiteVase,
  'pattern-tote': patternTote,
  'glass-carafe': glassCarafe,
  chair,
  rings,
  'fringe-cushion': fringeCushion,
  'black-speaker': blackSpeaker,
  'mesh-cup': meshCup,
  'four-bowls': fourBowls,
  wicker,
  scissors,
  'shaving-brush': shavingBrush,
  'marble-tote': marbleTote
};
