import { createSubscriber, SvelteMap, SvelteSet } from 'svelte/reactivity';
import { countriesOf, countryRulesOf } from '../../domain/batch/country-sets.ts';
import { papersZip, fileName } from '../../domain/batch/package-names.ts';
import { planExport } from '../../domain/batch/plan.ts';
import type { ExportPlan, PlannedFile } from '../../domain/batch/planned.ts';
import type { Problem } from '../../domain/batch/problems.ts';
import { reasonToRefuse } from '../../domain/batch/manifest.ts';
import { sharedListings } from '../../domain/batch/shared-sizes.ts';
import { listingsOf } from '../../domain/batch/slots.ts';
import { brandOf } from '../../domain/channels/limits.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Verdict } from '../../domain/compliance/report.ts';
import { choicesOf, setCountrySet } from '../../domain/document/change.ts';
import type { Photo } from '../../domain/document/document.ts';
import { byId } from '../../domain/document/lookup.ts';
import { grouped } from '../../domain/grouped.ts';
import { extensionOf } from '../../pipeline/plan.ts';
import type { Studio } from '../../pipeline/studio.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import { Checked, Checking } from './checked.svelte.ts';
import { cellKey, cellsOf, columnsOf, isOptional, rolesMade, type Cell, type Column } from './matrix.ts';
import { reportWords } from './report-words.ts';
import { changedOnly } from './changed-only.ts';
import { DEFAULT_PACKING, type FileState } from './packing.ts';
import { Past } from './past.svelte.ts';
import { Running } from './running.svelte.ts';

/** The export screen: what of a project goes where, what is known of it, and the making of it. */
export class Exporting {
  readonly session: EditorSession;
  readonly #studio: Studio;
  /** Told when rules change. */
  readonly #follow: () => void;
  readonly checked: Checked;
  readonly checking: Checking;
  readonly running: Running;
  readonly past: Past;
  readonly #off = new SvelteSet<string>();
  /** Roles that are made only where somebody asks for them, as `cellKey`s. */
  readonly #extras = new SvelteSet<string>();
  readonly leftOut = new SvelteSet<string>();
  /** Why files go although they break a rule, by `PlannedFile.key`. */
  readonly overrides = new SvelteMap<string, string>();
  includeReview = $state(false);
  /** Only files that are new or others than those that went last. */
  onlyChanged = $state(false);
  packing = $state.raw(DEFAULT_PACKING);
  /** The set that is looked at: a country, undefined for the global one. */
  country = $state<string | undefined>(undefined);
  #chosen = $state('');

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
    this.session = session;
    this.#follow = createSubscriber((update) => studio.rules.listen(update));
    this.checked = new Checked(studio.rules);
    this.checking = new Checking(studio, this.checked);
    this.running = new Running(studio, session, (file, report) => {
      const photo = this.photoOf(file);
      if (photo) this.checked.keep(file, photo, report, null);
    });
    this.past = new Past(studio, session.project.id);
    this.onlyChanged = changedOnly.delete(session);
    // What a batch has made is known without being made again.
    void this.past.read().then(() => this.checking.look(session.project, this.plan.files));
  }

  /** The project's channels, in the order of the profiles. */
  readonly channels: readonly Channel[] = $derived.by(() => {
    this.#follow();
    return this.#studio.rules.channels.filter(({ id }) => this.session.project.channels.includes(id));
  });
  readonly listings = $derived.by(() => listingsOf(this.session.project));
  readonly columns: readonly Column[] = $derived.by(() => columnsOf(this.channels, this.listings));
  readonly hasCountries: boolean = $derived.by(() =>
    this.channels.some((channel) => countryRulesOf(channel))
  );
  readonly countries: readonly string[] = $derived.by(() =>
    this.hasCountries ? countriesOf(this.session.project) : []
  );
  /** Everything that all channels could be given. */
  readonly #whole: ExportPlan = $derived.by(() => this.#planned(this.channels));
  readonly plan: ExportPlan = $derived.by(() =>
    this.#off.size === 0 ? this.#whole : this.#planned(this.channels.filter(({ id }) => this.isOn(id)))
  );
  readonly cells: ReadonlyMap<string, Cell> = $derived.by(() => {
    const shown = this.#whole.files.filter((file) => file.country === this.country);
    return cellsOf(this.channels, this.columns, shown);
  });
  readonly #photos = $derived.by(() => byId(this.session.project.photos));
  readonly states: readonly FileState[] = $derived.by(() =>
    this.plan.files.map((file) => this.stateOf(file))
  );
  /** The cell whose names are shown. */
  readonly cell: Cell | null = $derived.by(() => {
    const chosen = this.cells.get(this.#chosen);
    return chosen ?? [...this.cells.values()].find(({ files }) => files.length > 0) ?? null;
  });

  /** What a channel is called, `Amazon`. */
  readonly nameOf = (id: string): string => {
    const channel = this.#studio.rules.channels.find((each) => each.id === id);
    return channel ? brandOf(channel) : id;
  };

  #planned(channels: readonly Channel[]): ExportPlan {
    const roles = Object.fromEntries(
      channels.map((channel) => [channel.id, rolesMade(channel, this.#extras)])
    );
    return planExport(this.session.project, { channels, roles, leftOut: this.leftOut }, extensionOf);
  }

  /** Whose photos a product shows: its own, or another size's. */
  ownerOf(listing: string): string {
    const shared = sharedListings(this.session.project).find(({ key }) => key === listing);
    return shared?.lender?.key ?? listing;
  }

  isOn(channel: string): boolean {
    return !this.#off.has(channel);
  }

  turn(channel: string, isOn: boolean): void {
    if (isOn) this.#off.delete(channel);
    else this.#off.add(channel);
  }

  photoOf({ photo }: Pick<PlannedFile, 'photo'>): Photo | undefined {
    return this.#photos.get(photo);
  }

  stateOf(file: PlannedFile): FileState {
    const photo = this.photoOf(file);
    const known = this.checked.of(file, photo);
    const report = known?.report ?? null;
    const change = this.past.changeOf(file, report);
    return { file, photo, report, written: known?.written ?? null, change };
  }

  verdictsOf(files: readonly PlannedFile[]): readonly (Verdict | null)[] {
    return files.map((file) => this.stateOf(file).report?.verdict ?? null);
  }

  /** Looks at a cell's names; an extra role that is not made yet is asked for. */
  choose({ channel, column, files }: Cell): void {
    const key = cellKey(channel.id, column.id);
    if (files.length === 0 && isOptional(channel, column) && this.country === undefined)
      this.#extras.add(key);
    this.#chosen = key;
  }

  /** An extra role is not made after all. */
  drop({ channel, column }: Cell): void {
    this.#extras.delete(cellKey(channel.id, column.id));
  }

  /** Puts photos into the set of the country, or takes them out. */
  setInCountry(country: string, photos: readonly string[], isIn: boolean): void {
    const { project } = this.session;
    const before = choicesOf(project).countries[country] ?? [];
    const after = isIn ? [...before, ...photos] : before.filter((id) => !photos.includes(id));
    this.session.change(setCountrySet(project, country, after));
  }

  addCountry(country: string): void {
    if (!this.countries.includes(country)) this.setInCountry(country, [], true);
    this.country = country;
  }

  removeCountry(country: string): void {
    this.session.change(setCountrySet(this.session.project, country, null));
    if (this.country === country) this.country = undefined;
  }

  /** Files that go into the package as far as is known: what was not checked is taken to pass. */
  readonly going: readonly FileState[] = $derived.by(() =>
    this.states.filter(({ file, report, change }) => {
      if (this.onlyChanged && change === 'unchanged') return false;
      const override = this.overrides.get(file.key);
      return (
        !report || reasonToRefuse(report.verdict, { includeReview: this.includeReview, override }) === null
      );
    })
  );
  readonly inReview: number = $derived.by(
    () => this.states.filter(({ report }) => report?.verdict === 'review').length
  );
  readonly unchecked: number = $derived.by(() => this.states.filter(({ report }) => !report).length);
  /** Null while not all files are known. */
  readonly bytes: number | null = $derived.by(() =>
    this.unchecked > 0 ? null : this.going.reduce((sum, { report }) => sum + (report?.file.bytes ?? 0), 0)
  );

  /** What to know before files are made; what went and is no more comes first. */
  readonly problems: readonly Problem[] = $derived.by(() => [
    ...this.past.problemsOf(this.plan),
    ...this.plan.problems
  ]);
  /** A MAIN without a file, of which nobody has said that it stays. */
  readonly isUndecided: boolean = $derived.by(() => this.problems.some(({ kind }) => kind === 'main-gone'));

  /** How many ZIPs there will be: of pictures, and of papers. */
  readonly zipCount: number = $derived.by(() => {
    const papers = papersZip(this.session.project, this.packing.layout);
    const pictures = grouped(this.going, ({ file }) => this.zipOf(file));
    return pictures.size + (pictures.has(papers) ? 0 : 1);
  });

  /** The ZIP that a file goes into, without `.zip`. */
  zipOf(file: PlannedFile): string {
    return fileName(this.session.project, file, '', this.packing.layout).zip;
  }

  readonly hasTable: boolean = $derived.by(() =>
    this.channels.some(({ id, package: pack }) => this.isOn(id) && Boolean(pack?.csv?.value))
  );

  check(files: readonly PlannedFile[]): void {
    void this.checking.run(this.session.project, files);
  }

  /** To be called in the click itself. */
  async start(): Promise<void> {
    this.checking.stop();
    const { layout, maxZipMb, baseUrl, altTemplate } = this.packing;
    await this.running.start(this.session.project, this.plan, {
      layout,
      baseUrl,
      altTemplate,
      maxZipBytes: maxZipMb === null ? null : maxZipMb * 1e6,
      includeReview: this.includeReview,
      overrides: this.overrides,
      only: this.onlyChanged ? 'changed' : undefined,
      words: reportWords()
    });
    if (this.running.result) await this.past.settle();
  }

  /** Stops what runs; false where nothing did. */
  stop(): boolean {
    return this.running.stop() || this.checking.stop();
  }
}
