import { SvelteSet } from 'svelte/reactivity';
import { applyFixes } from '../../domain/compliance/apply-fixes.ts';
import { fixFor, patchOf, type Fix } from '../../domain/compliance/fixes.ts';
import { safeFixes } from '../../domain/compliance/policy.ts';
import type { ChecklistItem, Finding, FixedFinding, Report } from '../../domain/compliance/report.ts';
import { decisionsOn, policyOf, productOf, setDecisions, setPolicy } from '../../domain/document/change.ts';
import type { Photo, VariantKey } from '../../domain/document/document.ts';
import type { EncodeEdit } from '../../domain/document/edits/encode.ts';
import { editsFor, withVariant } from '../../domain/document/resolve.ts';
import { asPackshotError } from '../../domain/errors.ts';
import { renderPhoto, type RenderedFile } from '../../pipeline/export.ts';
import { fileReport } from '../../pipeline/file-report.ts';
import type { PrepareOptions } from '../../pipeline/models.ts';
import { missingReaderBytes, prepareReader } from '../../pipeline/reading.ts';
import { saveFile } from '../../pipeline/save.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { reportWords } from '../export/report-words.ts';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';
import { withProduct } from '../editor/identifier.ts';
import { withEncode } from '../editor/edit-scope.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import type { OutputChoice } from '../editor/outputs.ts';

/** What a person does about one output's findings: each is one step of undo. */
export class Checking {
  readonly #studio: Studio;
  readonly #session: EditorSession;
  /** What a person ticked in this sitting: an aid to looking, and no part of the document. */
  readonly #ticked = new SvelteSet<string>();

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
    this.#session = session;
  }

  get isReadOnly(): boolean {
    return this.#session.isReadOnly;
  }

  get fixesUnasked(): boolean {
    return policyOf(this.#session.project).autoFix === 'safe';
  }

  /** What answers a finding of the document as it is, without what was fixed unasked. */
  fixFor(finding: Finding, photo: Photo, key: VariantKey): Fix | null {
    return fixFor(finding, editsFor(photo, key));
  }

  /** Those that may be made without a second look. */
  safeOnes(report: Report, photo: Photo, key: VariantKey): readonly Fix[] {
    return safeFixes(report, editsFor(photo, key));
  }

  fix(photo: Photo, key: VariantKey, fixes: readonly Fix[]): void {
    this.#session.change(applyFixes(this.#session.project, photo.id, key, fixes));
  }

  /** The file goes as the document says, without what was fixed unasked. */
  undo(photo: Photo, key: VariantKey, { fix }: FixedFinding): void {
    const declined = [...new Set([...decisionsOn(photo, key).declined, fix])];
    this.#session.change(setDecisions(this.#session.project, photo.id, key, { declined }));
  }

  accept(photo: Photo, key: VariantKey, finding: Finding, why: string, edits: string): void {
    const { rule, reason = 'ok' } = finding;
    const others = decisionsOn(photo, key).accepted.filter((each) => each.rule !== rule);
    const accepted = [...others, { rule, reason, why, edits }];
    this.#session.change(setDecisions(this.#session.project, photo.id, key, { accepted }));
  }

  /** A person looks at a finding again. */
  reconsider(photo: Photo, key: VariantKey, { rule }: Finding): void {
    const accepted = decisionsOn(photo, key).accepted.filter((each) => each.rule !== rule);
    this.#session.change(setDecisions(this.#session.project, photo.id, key, { accepted }));
  }

  isTicked(photo: Photo, key: VariantKey, { id }: ChecklistItem): boolean {
    return this.#ticked.has(`${photo.id} ${key} ${id}`);
  }

  tick(photo: Photo, key: VariantKey, { id }: ChecklistItem, on: boolean): void {
    const name = `${photo.id} ${key} ${id}`;
    if (on) this.#ticked.add(name);
    else this.#ticked.delete(name);
  }

  /** What its product is, as somebody said. */
  categoryOf(photo: Photo): string | undefined {
    return productOf(this.#session.project, photo)?.category;
  }

  /** Says what its product is; `''` takes that back. */
  setCategory(photo: Photo, category: string): void {
    this.#session.change(withProduct(this.#session.project, photo, { category }));
  }

  /** How one output's file is written. */
  encode(photo: Photo, key: VariantKey, encode: EncodeEdit): void {
    this.#session.change(withEncode(this.#session.project, photo, key, encode));
  }

  setUnasked(on: boolean): void {
    this.#session.change(setPolicy(this.#session.project, { autoFix: on ? 'safe' : 'none' }));
  }

  /** The file as it would be after a fix; null for one that needs the photo cut out again. */
  async after(
    photo: Photo,
    { key, target }: OutputChoice,
    fix: Fix,
    signal: AbortSignal
  ): Promise<RenderedFile | null> {
    if (fix.id === 'holes') return null;
    const { cutout, ...patch } = patchOf([fix], editsFor(photo, key));
    const cut = cutout ? { ...photo, edits: { ...photo.edits, cutout } } : photo;
    return renderPhoto(this.#studio, this.#session.project, withVariant(cut, key, patch), target, { signal });
  }

  /** What of the models that read files is not on this device, bytes. @throws `model-unavailable` */
  missingReaderBytes(): Promise<number> {
    return missingReaderBytes(this.#studio);
  }

  /** Fetches them: calling it is the consent. @throws `model-unavailable`, `aborted` */
  prepareReader(options: PrepareOptions): Promise<void> {
    return prepareReader(this.#studio, options);
  }

  /** Saves the printable report. */
  async print(file: RenderedFile): Promise<void> {
    try {
      const report = await fileReport(this.#studio, this.#session.project, file, reportWords());
      saveFile(report, `${file.name}.report.html`);
    } catch (error) {
      const { what } = errorWords(asPackshotError(error, 'encode-failed'));
      notices.say({ id: 'report', tone: 'error', title: what });
    }
  }
}
