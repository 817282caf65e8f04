import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import { refused } from './edits.ts';
import type { Patch } from './requests.ts';

type Given = NonNullable<Patch['backdrop']>;

/** Stands for a picture that is not kept yet. */
const NO_PICTURE: BlobRef = { sha256: '0'.repeat(64), type: '', bytes: 0 };

/** How a picture stands where a host does not say. */
const PICTURE = { fit: 'cover', focus: { x: 0.5, y: 0.5 }, blur: 0 } as const;

/** The picture that came with a backdrop, to be kept before the document can name it; null where none did. */
export function pictureIn(backdrop: Given | undefined): Blob | null {
  return backdrop?.kind === 'picture' && backdrop['picture'] instanceof Blob ? backdrop['picture'] : null;
}

/**
 * A host's backdrop as a document has it; what else is in it is anything yet.
 * @param kept what the picture that came with it is kept as; null = not yet
 * @throws `bad-request` for a picture that neither came with it nor stands in this project
 */
export function backdropOf(project: Project, backdrop: Given | undefined, kept: BlobRef | null): unknown {
  if (backdrop?.kind !== 'picture') return backdrop;
  const { picture, sha256, ...rest } = backdrop;
  if (picture !== undefined && sha256 !== undefined) throw refused('backdrop.sha256', 'a picture came along');
  if ('blob' in rest) throw refused('backdrop.blob', 'not an option of this version');
  const blob = pictureIn(backdrop) ? (kept ?? NO_PICTURE) : standingIn(project, sha256);
  if (blob) return { ...PICTURE, ...rest, blob };
  throw sha256 === undefined
    ? refused('backdrop.picture', 'not a Blob')
    : refused('backdrop.sha256', 'not a picture behind any photo here');
}

/** A picture that stands behind any photo of the project. */
function standingIn({ photos }: Project, sha256: unknown): BlobRef | undefined {
  return photos
    .flatMap(({ edits, variants }) => [edits, ...Object.values(variants)])
    .flatMap(({ backdrop }) => (backdrop?.kind === 'picture' ? [backdrop.blob] : []))
    .find((blob) => blob.sha256 === sha256);
}
