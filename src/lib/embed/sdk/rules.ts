import type { ChannelInfo } from './capabilities.ts';

/** Figures from outside, as one JSON file: whole channels, or patches of known ones. */
export interface RulePack {
  readonly schema: 1;
  /** Letters a–z, digits and dashes; a pack with the id of another takes its place. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** ISO date. */
  readonly date: string;
  readonly note?: string;
  /** Channel profiles, in the form that `getChannel` gives. */
  readonly profiles?: readonly object[];
  readonly patches?: readonly RulePatch[];
  /** Pages that the patches name, in the form of a profile's `sources`. */
  readonly sources?: readonly object[];
}

export interface RulePatch {
  readonly channel: string;
  /** Place in the profile: `maxBytes.required`, `roles[main].px.min`, of all roles `roles[*].px.min`. */
  readonly path: string;
  readonly value: unknown;
  readonly level: 'required' | 'recommended' | 'informative';
  /** Ids of sources of the profile or the pack. */
  readonly src: readonly string[];
  /** ISO date on which the source was read. */
  readonly checked: string;
  readonly note?: string;
}

/** One figure set by a person. It counts as its level says, whoever says otherwise. */
export interface RuleOverride {
  readonly channel: string;
  readonly path: string;
  /** `null`: not asked. */
  readonly value: unknown;
  readonly level: 'required' | 'recommended' | 'informative';
  /** ISO date. */
  readonly date: string;
  readonly reason: string;
}

/** What is laid over the built-in channels: packs in their order, over them single figures. */
export interface RuleLayer {
  readonly schema: 1;
  /** Grows with every change; part of `Report.rules`: `2026.11.0+user.3`. */
  readonly revision: number;
  readonly packs: readonly RulePack[];
  readonly overrides: readonly RuleOverride[];
}

/** Something of the layer that does not fit the channels there are; it is left out. */
export interface RuleMisfit {
  readonly channel: string;
  readonly path: string;
  /** Id of the pack; none for an override. */
  readonly pack?: string;
  readonly message: string;
}

export interface Rules {
  readonly layer: RuleLayer;
  /** The channels under it, as they are today. */
  readonly channels: readonly ChannelInfo[];
  readonly misfits: readonly RuleMisfit[];
}
