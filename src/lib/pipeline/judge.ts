import { countryOf } from '../domain/batch/country-sets.ts';
import { nameOfOne } from '../domain/batch/names.ts';
import { sizedName } from '../domain/channels/naming.ts';
import { isSeen } from '../domain/render/notes.ts';
import { colorSpaceName, type FileMeasure } from '../domain/compliance/file-measure.ts';
import { withAccepted } from '../domain/compliance/accepted.ts';
import { evaluate } from '../domain/compliance/evaluate.ts';
import type {
  ExtendedMeasure,
  FillMeasure,
  Measurements,
  OverlayMeasure,
  PixelMeasurements,
  ReadMeasure
} from '../domain/compliance/measurements.ts';
import { withReading } from '../domain/compliance/reading.ts';
import type { FileFacts, Provenance, Report } from '../domain/compliance/report.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { decisionsOn, productOf } from '../domain/document/change.ts';
import { withFixes } from '../domain/compliance/fixes.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import { hashedEdits, type Edits } from '../domain/document/edits.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { sha256 } from '../storage/blobs.ts';
import { APP_VERSION } from './device.ts';
import type { Planned } from './plan.ts';
import { EXTENSIONS } from './pressed.ts';

/** What was measured, and on which file. */
export interface Judged {
  readonly measured: PixelMeasurements;
  /** Null where nobody could read it. */
  readonly read: ReadMeasure | null;
  /** Null before anything is pressed. */
  readonly bytes: FileMeasure | null;
  readonly extended: ExtendedMeasure | null;
  readonly file: Omit<FileFacts, 'name' | 'colorSpace'>;
}

/** Names a picture and holds what was measured on it against its role's rules. */
export async function judge(
  project: Project,
  photo: Photo,
  planned: Planned,
  { measured, read, extended, bytes, file }: Judged
): Promise<Report> {
  const { channel, role, target, plan, layer, format } = planned;
  const key = variantKey(channel.id, role.id, target.locale);
  const edits = editsFor(photo, key);
  const { enlarged } = plan.placement;
  const product = productOf(project, photo);
  const facts: Measurements = {
    file: {
      ...file,
      name: nameOf(project, photo, planned),
      // What is painted and not yet pressed is sRGB.
      colorSpace: bytes ? colorSpaceName(bytes) : 'sRGB'
    },
    bytes,
    format,
    matteOrigin: plan.isProductKnown ? 'edits' : 'none',
    ...withReading(measured, read),
    fill: plan.isProductKnown ? measured.fill : NO_FILL,
    crop: { ...measured.crop, sourceEdgePixels: layer.edgePixels, isCutByCrop: plan.isCut },
    overlay: overlayOf(edits),
    swatch: product?.swatch ?? null,
    enlarged,
    extended,
    confidence: edits.cutout.found?.confidence ?? null
  };
  const country = target.locale === undefined ? null : countryOf(target.locale);
  const shown = { category: product?.category, country: country ?? undefined };
  const report = evaluate(facts, channel, role, await provenanceOf(photo, edits, enlarged), { shown });
  return withFixes(withAccepted(report, decisionsOn(photo, key)), edits);
}

/** Of a photo in which nobody knows where the product is. */
const NO_FILL: FillMeasure = { box: null, longSide: 0, boxArea: 0, maskArea: 0 };

function overlayOf({ annotate }: Edits): OverlayMeasure {
  const notes = annotate.notes.filter(isSeen);
  const insets = notes.filter(({ kind }) => kind === 'magnifier').length;
  return { marks: notes.length - insets, insets };
}

async function provenanceOf(photo: Photo, edits: Edits, enlarged: number): Promise<Provenance> {
  return {
    app: APP_VERSION,
    model: edits.cutout.found?.model,
    edits: await sha256(new Blob([canonicalJson(hashedEdits(edits))])),
    sourceSha256: photo.source.sha256,
    enlarged
  };
}

/** As it was planned; else by its channel's form of name. */
function nameOf(project: Project, photo: Photo, { channel, role, target, format, plan }: Planned): string {
  const { frame: size } = plan;
  if (target.name !== undefined) return sizedName(target.name, size);
  const { locale } = target;
  return nameOfOne(project, photo, { channel, role, locale }, { extension: EXTENSIONS[format], size });
}
