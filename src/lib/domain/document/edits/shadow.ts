import * as v from 'valibot';
import { degrees, unit } from './schemas.ts';

/** Lengths are shares of the product's long side. A strength of 0 is none. */
export interface ContactShadow {
  readonly strength: number;
  /** How far it reaches from where the product stands. */
  readonly spread: number;
  /** 0 (sharp) – 1. */
  readonly softness: number;
}

export interface DropShadow {
  readonly strength: number;
  /** Where it falls, degrees clockwise from straight up. */
  readonly angle: number;
  readonly distance: number;
  /** Standard deviation of its blur, in a tenth of the product's long side. */
  readonly blur: number;
}

export interface Reflection {
  readonly strength: number;
  /** How much of the product is seen in the floor before it has faded. */
  readonly length: number;
  /** 0 (a mirror) – 1 (brushed). */
  readonly blur: number;
}

/** Shade that the product throws, all of it from its matte. Identity: none. */
export interface ShadowEdit {
  readonly contact: ContactShadow;
  readonly drop: DropShadow;
  readonly reflection: Reflection;
  /** The shadow that the photo itself has, laid on the new backdrop; 0–1. */
  readonly original: { readonly strength: number };
  /** Whether it may reach the frame; otherwise it fades out before. */
  readonly reachesFrame: boolean;
}

/** No strength anywhere; the other figures are what a first touch of a strength shows. */
export const IDENTITY_SHADOW: ShadowEdit = {
  contact: { strength: 0, spread: 0.06, softness: 0.5 },
  drop: { strength: 0, angle: 135, distance: 0.06, blur: 0.3 },
  reflection: { strength: 0, length: 0.3, blur: 0.2 },
  original: { strength: 0 },
  reachesFrame: false
};

export const shadowSchema: v.GenericSchema<unknown, ShadowEdit> = v.strictObject({
  contact: v.strictObject({ strength: unit, spread: unit, softness: unit }),
  drop: v.strictObject({ strength: unit, angle: degrees, distance: unit, blur: unit }),
  reflection: v.strictObject({ strength: unit, length: unit, blur: unit }),
  original: v.strictObject({ strength: unit }),
  reachesFrame: v.boolean()
});

/** Whether anything darkens the backdrop; a reflection does not. */
export const isShaded = ({ contact, drop, original }: ShadowEdit): boolean =>
  contact.strength > 0 || drop.strength > 0 || original.strength > 0;
