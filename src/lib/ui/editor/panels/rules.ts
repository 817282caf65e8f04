import { effectiveLevel, ruleSource } from '../../../domain/channels/authority.ts';
import type { RuleSource } from '../../../domain/compliance/report.ts';
import type { BackdropEdit, Rgb } from '../../../domain/document/edits/backdrop.ts';
import { isSameColor } from '../../shared/colors.ts';
import type { OutputChoice } from '../outputs.ts';

// What a channel's profile says of the edits that are being made, so that it can be said before the check does.

/** The one colour that an output must stand on; null where it is free. */
export function askedColor({ channel, role: { background } }: OutputChoice): Rgb | null {
  const isBinding = effectiveLevel(channel, background) === 'required';
  const { value } = background;
  return isBinding && value?.rule === 'solid' ? (value.rgb ?? null) : null;
}

/** Whether a backdrop shows another colour than the output must stand on; what is clear is filled with that colour. */
export function breaksBackdrop(choice: OutputChoice, backdrop: BackdropEdit): boolean {
  const asked = askedColor(choice);
  if (!asked || backdrop.kind === 'channel' || backdrop.kind === 'transparent') return false;
  return backdrop.kind !== 'color' || !isSameColor(backdrop.color, asked);
}

/** False where the profile says that a shadow may not reach the frame. */
export const allowsShadowAtFrame = ({ role: { background } }: OutputChoice): boolean =>
  background.value?.['shadowToEdge'] !== false;

export const takesPng = ({ channel: { formats } }: OutputChoice): boolean =>
  formats.accepted.value?.includes('png') ?? false;

/** Where the rule on an output's background was read. */
export const backgroundSource = ({ channel, role }: OutputChoice): RuleSource =>
  ruleSource(channel, role.background);
