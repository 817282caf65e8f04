import * as change from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsPatchSchema, type Edits, type EditsPatch } from '../domain/document/edits.ts';
import type { BackdropEdit } from '../domain/document/edits/backdrop.ts';
import { NO_PROMPT, type Ask } from '../domain/document/edits/cutout.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { PackshotError } from '../domain/errors.ts';
import { requirePrompt } from '../pipeline/ask.ts';
import { parseParams, type Patch, type Variant } from './requests.ts';
import type * as sdk from './sdk/types.ts';

export type Asked = NonNullable<NonNullable<Patch['cutout']>['ask']>;

/** Edits as a host sees them: without the names under which this device keeps a photo's pixels. */
export function editsForHost({ cutout, backdrop, ...edits }: Edits): sdk.Edits {
  const { ask, isShared, found, correction } = cutout;
  const seen = found && { model: found.model, confidence: found.confidence, ask: found.ask };
  return {
    ...edits,
    cutout: { ask, isShared, found: seen, correction },
    backdrop: backdropForHost(backdrop)
  };
}

function backdropForHost(backdrop: BackdropEdit): sdk.Backdrop {
  if (backdrop.kind !== 'picture') return backdrop;
  const { blob, ...picture } = backdrop;
  return { ...picture, sha256: blob.sha256 };
}

export const keyOf = (variant: Variant | undefined): string | undefined =>
  variant && variantKey(variant.channel, variant.role, variant.locale);

/** The photo's own edits, or those that make one variant. */
export function editsOf(photo: Photo, variant: Variant | undefined): Edits {
  const key = keyOf(variant);
  return key === undefined ? photo.edits : editsFor(photo, key);
}

/** Whether a host said anything about what to look for. */
export const saysSomething = ({ prompt, holes, pick }: Asked): boolean =>
  [prompt, holes, pick].some((field) => field !== undefined);

/** `before` with what the host asks. Another prompt or another way with holes lets go of a picked candidate. */
export function askedOf(before: Ask, { prompt, holes, pick }: Asked): Ask {
  const isOther = prompt !== undefined || holes !== undefined;
  return {
    prompt: prompt ? { ...NO_PROMPT, ...prompt } : before.prompt,
    holes: holes ?? before.holes,
    pick: pick !== undefined ? pick : isOther ? null : before.pick
  };
}

const PATCH = 'setEdits.patch';

/**
 * The project with one photo's edits patched: its own, or those of one variant.
 * @param backdrop the patch's, as a document has it (`backdropOf`)
 * @throws `not-found`; `bad-request` with `path`: `setEdits.patch.cutout.correction.strokes.0.radius`
 */
export function patchEdits(
  project: Project,
  id: string,
  { patch, variant }: { patch: Patch; variant?: Variant | undefined },
  backdrop: unknown
): Project {
  const photo = change.findPhoto(project, id);
  if (variant && patch.cutout) {
    throw refused('cutout', 'a photo is cut out once, for all its variants');
  }
  const before = editsOf(photo, variant);
  const edits = parseParams(
    editsPatchSchema,
    { ...merged(photo, before, patch), ...given({ backdrop }) },
    PATCH
  );
  return change.setEdits(project, id, edits as EditsPatch, keyOf(variant));
}

/** The project in which a variant has the photo's own edits again. @throws `not-found`, `bad-request` */
export function endVariant(project: Project, id: string, variant: Variant | undefined): Project {
  const key = keyOf(variant);
  if (key !== undefined) return change.setVariant(project, id, key, {});
  throw new PackshotError('bad-request', `${PATCH}: null ends a variant, and none is named`, { path: PATCH });
}

/** Those edits that the patch names, whole; what is in them is anything yet. */
function merged(photo: Photo, before: Edits, patch: Patch): Record<string, unknown> {
  const { crop, cutout, adjust, shadow, annotate, frame, encode } = patch;
  return given({
    crop: crop && { ...before.crop, ...given(crop) },
    cutout: cutout && mergedCutout(photo, cutout),
    adjust: adjust && { ...before.adjust, ...given(adjust) },
    shadow: shadow && mergedShadow(before, shadow),
    annotate: annotate && { ...before.annotate, ...given(annotate) },
    frame: frame && { ...before.frame, ...given(frame) },
    encode: encode && { ...before.encode, ...given(encode) }
  });
}

function mergedCutout({ edits, size }: Photo, { ask, correction }: NonNullable<Patch['cutout']>): object {
  const { cutout } = edits;
  const asked = ask && askedOf(cutout.ask, ask);
  if (asked) requirePrompt(asked.prompt, size, `${PATCH}.cutout.ask.prompt`);
  return {
    ...cutout,
    ...(asked && { ask: asked, isShared: false }),
    ...(correction && { correction: { ...cutout.correction, ...given(correction) } })
  };
}

function mergedShadow({ shadow }: Edits, patch: NonNullable<Patch['shadow']>): object {
  const { contact, drop, reflection, original, reachesFrame = shadow.reachesFrame } = patch;
  return {
    contact: { ...shadow.contact, ...given({ ...contact }) },
    drop: { ...shadow.drop, ...given({ ...drop }) },
    reflection: { ...shadow.reflection, ...given({ ...reflection }) },
    original: { ...shadow.original, ...given({ ...original }) },
    reachesFrame
  };
}

export const refused = (field: string, why: string): PackshotError =>
  new PackshotError('bad-request', `${PATCH}.${field}: ${why}`, { path: `${PATCH}.${field}` });

const given = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
