import type { FixId } from '../../domain/compliance/fix-id.ts';
import { m } from '../../paraglide/messages.js';

const WORDS: Record<FixId, () => string> = {
  placement: m.fix_placement,
  shape: m.fix_shape,
  size: m.fix_size,
  crop: m.fix_crop,
  backdrop: m.fix_backdrop,
  'shadow-inside': m.fix_shadow_inside,
  shadow: m.fix_shadow,
  marks: m.fix_marks,
  insets: m.fix_insets,
  colors: m.fix_colors,
  edge: m.fix_edge,
  'soft-edge': m.fix_soft_edge,
  holes: m.fix_holes,
  remake: m.fix_remake
};

/** What a fix does, as its button says it. */
export const fixWords = (id: FixId): string => WORDS[id]();
