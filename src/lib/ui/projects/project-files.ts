import type { LostPhoto } from '../../domain/document/salvage.ts';
import { parseProject } from '../../domain/document/parse.ts';
import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import {
  PROJECT_EXTENSION,
  projectFileName,
  PROJECT_TYPE,
  RESCUE_EXTENSION
} from '../../pipeline/project-file.ts';
import { saveStream } from '../../pipeline/save.ts';
import type { RawProject, Store } from '../../pipeline/studio.ts';
import type { TakenProject } from '../../pipeline/take-project.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { notices, type NoticeLine } from '../shared/notices.svelte.ts';

/** For `<input accept>`. */
export const PROJECT_ACCEPT = [PROJECT_EXTENSION, RESCUE_EXTENSION, PROJECT_TYPE].join(',');

/** Saves a project as it is, readable or not, as a file where the person wants it, and says so. */
export async function saveProjectFile(store: Store, raw: RawProject): Promise<void> {
  try {
    const { projectStream } = await import('../../pipeline/write-project-file.ts');
    const isSound = !isBroken(raw.document);
    const file = {
      name: projectFileName(raw.name, isSound),
      type: PROJECT_TYPE,
      extension: isSound ? PROJECT_EXTENSION : RESCUE_EXTENSION,
      open: () => projectStream(store, raw)
    };
    if (await saveStream(file))
      notices.say({ id: 'saved', tone: 'info', title: m.project_file_saved({ file: file.name }) });
  } catch (error) {
    sayFailed(asPackshotError(error, 'encode-failed'));
  }
}

/** A document of a newer app is whole. */
function isBroken(document: unknown): boolean {
  try {
    parseProject(document);
    return false;
  } catch (error) {
    return !(error instanceof PackshotError && error.code === 'version');
  }
}

/** Keeps a project file's project on this device and says what of it is missing. Its id; null where it failed. */
export async function takeProject(store: Store, file: File): Promise<string | null> {
  try {
    const { takeProjectFile } = await import('../../pipeline/take-project.ts');
    const taken = await takeProjectFile(store, file);
    sayLost(taken);
    return taken.project.id;
  } catch (error) {
    const { code } = asPackshotError(error, 'bad-request');
    const { what, remedy } = errorWords(asPackshotError(error, 'bad-request'));
    const text = code === 'bad-request' ? m.project_file_unreadable() : `${what} ${remedy}`;
    notices.say({ tone: 'error', title: m.project_file_failed({ file: file.name }), text, code });
    return null;
  }
}

/** Makes a copy of what can be read and says what could not. Its id; null where nothing could. */
export async function recover(store: Store, id: string): Promise<string | null> {
  try {
    const { recoverProject } = await import('../../pipeline/take-project.ts');
    const taken = await recoverProject(store, id, (name) => m.recovered_name({ name }));
    notices.say({ id: 'recovered', tone: 'info', title: m.recovered() });
    sayLost(taken);
    return taken.project.id;
  } catch (error) {
    sayFailed(asPackshotError(error, 'bad-request'));
    return null;
  }
}

const lostWords: Record<LostPhoto['lost'], () => string> = {
  edits: m.lost_edits,
  photo: m.lost_photo
};

function sayLost({ lost, incomplete }: TakenProject): void {
  const lines: NoticeLine[] = [
    ...lost.map(({ name, lost: part }) => ({ name: name || m.lost_unnamed(), text: lostWords[part]() })),
    ...incomplete.map((name) => ({ name, text: m.lost_pixels() }))
  ];
  if (lines.length > 0) notices.say({ id: 'lost', tone: 'error', title: m.lost_title(), lines });
}

function sayFailed(problem: PackshotError): void {
  const { what, remedy } = errorWords(problem);
  notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
}
