/*
 * A project in one file, `.packshot`: a ZIP without compression (its pictures are compressed already) of
 *   mimetype         what it is, as its first entry, so that its first bytes tell
 *   project.json     `ProjectFile`
 *   blobs/<sha256>   each blob that the document refers to
 * A document that cannot be read goes out the same way, just as it lies on the device, as `.packshot-rescue`.
 */

export const PROJECT_TYPE = 'application/vnd.packshot.project+zip';
export const PROJECT_EXTENSION = '.packshot';
export const RESCUE_EXTENSION = '.packshot-rescue';
/** Of the file, not of the document in it. */
export const FILE_FORMAT = 1;

/** What `project.json` says. */
export interface ProjectFile {
  readonly packshot: typeof FILE_FORMAT;
  readonly name: string;
  readonly document: unknown;
}

/** A name without what systems refuse in file names; may be empty. */
export const plainName = (name: string): string =>
  name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .trim()
    .slice(0, 100);

/** What the file is called: the project's name without what systems refuse in file names. */
export function projectFileName(name: string, isReadable: boolean): string {
  return (plainName(name) || 'project') + (isReadable ? PROJECT_EXTENSION : RESCUE_EXTENSION);
}

/** Whether a file that somebody gives is meant as a project. */
export const isProjectFile = ({ name, type }: { name: string; type: string }): boolean =>
  type === PROJECT_TYPE ||
  [PROJECT_EXTENSION, RESCUE_EXTENSION].some((end) => name.toLowerCase().endsWith(end));
