import { effectiveLevel } from '../channels/authority.ts';
import { ratioOf, type Channel, type Role } from '../channels/channel.ts';
import { fillBy } from '../channels/fill-by.ts';
import type { FrameEdit } from '../document/edits/frame.ts';
import { NO_INSETS, unitFrame, type FrameTarget } from './geometry.ts';

/** What one rendering asks for beyond the channel's own wishes. */
export interface TargetOptions {
  /** Width ÷ height; else as the edits, else as the role asks. */
  readonly ratio?: number | undefined;
  /** Exactly this long side, px, even where that enlarges: somebody asked for it. */
  readonly longSide?: number | undefined;
  /** At most this long side, px (a preview); never enlarges, and may stay under a required minimum. */
  readonly atMost?: number | undefined;
}

/** Share of the frame that Packshot aims at, within what the channel allows: clear of both limits (quality.md). */
const AIMED_FILL = 0.9;
/** Smallest share that an edit may ask for where the channel has no minimum. */
const SMALLEST_FILL = 0.05;
/** For a role that names no target. */
const DEFAULT_LONG_SIDE = 2000;

/** The frame that a role asks for. Where an edit's fill lies outside the channel's limits, the limit counts. */
export function frameTarget(
  channel: Channel,
  role: Role,
  edit: FrameEdit,
  options: TargetOptions = {}
): FrameTarget {
  const ratio = options.ratio ?? edit.ratio ?? askedRatio(role);
  const exact = options.longSide ?? edit.longSide ?? undefined;
  const wanted = exact ?? targetLongSide(role);
  const most = 1 - 2 * edit.padding;
  const [min, max] = [role.fill.min?.value ?? SMALLEST_FILL, role.fill.max?.value ?? 1];
  return {
    ratio,
    longSide: Math.min(wanted, options.atMost ?? wanted),
    requiredLongSide: exact ?? requiredLongSide(channel, role, ratio),
    fill: clamp(Math.min(edit.fill ?? AIMED_FILL, most), min, max),
    fills: fillsOf(edit, min, max),
    measure: fillBy(role),
    leastFill: role.fill.min?.value ?? 0,
    safe: role.safeZone?.value ?? NO_INSETS,
    padding: edit.padding,
    shift: edit.shift,
    align: edit.align
  };
}

/** What a scene's product may fill: exactly what the edits ask, else anything that the channel takes. */
function fillsOf({ fill }: FrameEdit, min: number, max: number): FrameTarget['fills'] {
  if (fill === null) return { least: min === SMALLEST_FILL ? 0 : min, most: max, isAsked: false };
  const exact = clamp(fill, min, max);
  return { least: exact, most: exact, isAsked: true };
}

/**
 * The frame's shape, width ÷ height: the ratio that the role requires, else recommends, else that of its target or
 * minimum in px, else the first that it accepts; square where it says nothing.
 */
export function askedRatio({
  aspect: { required, recommended, accepted },
  px: { target, min }
}: Role): number {
  const stated = required?.value ?? recommended?.value;
  if (stated) return ratioOf(stated);
  const frame = [target?.value, min?.value].find((value) => Array.isArray(value));
  if (frame) return frame[0] / frame[1];
  return ratioOf(accepted?.value?.[0] ?? '1:1');
}

/** The target's long side, not above what the role takes. */
function targetLongSide({ px: { target, max } }: Role): number {
  const wanted = longest(target?.value) ?? DEFAULT_LONG_SIDE;
  return Math.min(wanted, longest(max?.value) ?? wanted);
}

type Bound = number | readonly [number, number];

const longest = (bound: Bound | null | undefined): number | null =>
  bound === null || bound === undefined ? null : typeof bound === 'number' ? bound : Math.max(...bound);

/**
 * The long side at which the side that the role measures reaches every minimum that binds, the one for zooming too where
 * the channel requires it; 1 where nothing binding is asked.
 */
function requiredLongSide(channel: Channel, { px }: Role, ratio: number): number {
  const binding = [px.min, px.hardMin, px.zoomMin].flatMap((leaf) =>
    leaf && leaf.value !== null && effectiveLevel(channel, leaf) === 'required' ? [leaf.value] : []
  );
  return Math.max(1, ...binding.map((bound) => longSideFor(bound, px.measure, ratio)));
}

function longSideFor(bound: Bound, measure: Role['px']['measure'], ratio: number): number {
  const { width, height } = unitFrame(ratio);
  if (typeof bound !== 'number') return Math.ceil(Math.max(bound[0] / width, bound[1] / height));
  const share = { longest: 1, shortest: Math.min(width, height), both: Math.min(width, height), width };
  return Math.ceil(bound / share[measure]);
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
