import { m } from '../../paraglide/messages.js';
import type { IconName } from '../shared/icons.ts';

export type ToolId =
  | 'cutout'
  | 'brush'
  | 'pick'
  | 'holes'
  | 'edge'
  | 'adjust'
  | 'backdrop'
  | 'shadow'
  | 'frame'
  | 'crop'
  | 'notes';

interface ToolFacts {
  readonly id: ToolId;
  readonly icon: IconName;
  readonly key: string;
  readonly label: () => string;
}

/** In the order of the rail. */
export const TOOLS: readonly ToolFacts[] = [
  { id: 'cutout', icon: 'cut', key: 'v', label: m.cutout },
  { id: 'brush', icon: 'brush', key: 'b', label: m.tool_brush },
  { id: 'pick', icon: 'pick', key: 'p', label: m.tool_pick },
  { id: 'holes', icon: 'holes', key: 'h', label: m.tool_holes },
  { id: 'edge', icon: 'edge', key: 'e', label: m.edge },
  { id: 'adjust', icon: 'adjust', key: 'a', label: m.tool_adjust },
  { id: 'backdrop', icon: 'backdrop', key: 'g', label: m.tool_backdrop },
  { id: 'shadow', icon: 'shadow', key: 's', label: m.tool_shadow },
  { id: 'frame', icon: 'frame', key: 'f', label: m.tool_frame },
  { id: 'crop', icon: 'crop', key: 'c', label: m.crop },
  { id: 'notes', icon: 'notes', key: 'n', label: m.notes }
];

export const toolLabel = (id: ToolId): string => TOOLS.find((tool) => tool.id === id)?.label() ?? id;

/** Tools that work on the photo itself: while one is chosen the stage shows the photo, not the frame it ends up in. */
export const worksOnPhoto = (tool: ToolId): boolean => tool === 'brush' || tool === 'pick' || tool === 'crop';

/** What a fitted picture leaves free on every side, CSS px: a crop's handles must be within a finger's reach. */
export const fitMargin = (tool: ToolId): number => (tool === 'crop' ? 44 : 0);
