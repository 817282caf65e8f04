import type { ComposeApi } from '../engine/compose/api.ts';
import { composeHost } from '../engine/compose/client.ts';
import type { EncodeApi } from '../engine/encode/api.ts';
import { encodeHost } from '../engine/encode/client.ts';
import type { WorkerHost } from '../engine/rpc.ts';
import type { Detection, FinderApi, SegmentApi } from '../engine/segment/api.ts';
import { poolWorkers } from '../engine/pool.ts';
import type { ReaderApi } from '../engine/read/api.ts';
import { readerHost } from '../engine/read/client.ts';
import { imglyHost, segmentHost } from '../engine/segment/client.ts';
import type { FileMetadata } from '../domain/document/metadata.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Subject } from '../domain/render/subject.ts';
import { Database } from '../storage/db.ts';
import { LocalStore } from '../storage/local-store.ts';
import { MemoryStore } from '../storage/memory-store.ts';
import { sweepWhenAlone } from '../storage/tidy.ts';
import type { Store } from '../storage/store.ts';
import { RuleBook } from './rules.ts';
import type { KnownCutout, OwnAlpha } from './known.ts';
import { RecentMap, type Pressed } from './pressed.ts';

export type { LoadedProject, ProjectCard, RawProject, Readability, Store } from '../storage/store.ts';

export interface StudioOptions {
  /** `local` keeps projects in IndexedDB, and falls back to memory where that is refused. */
  readonly persistence: 'local' | 'memory';
  /** Rules that are a page's own, and end with it: an embedding host's are not those of the person on this device. */
  readonly hasOwnRules?: boolean;
}

/** Everything a photo's journey needs: where things are remembered, and the workers that turn pixels into pixels. */
export interface Studio {
  readonly store: Store;
  /** Where everything takes a channel from. */
  readonly rules: RuleBook;
  readonly segment: WorkerHost<FinderApi>;
  readonly imgly: WorkerHost<SegmentApi>;
  /** Finds words and faces in finished files. */
  readonly reader: WorkerHost<ReaderApi>;
  readonly encode: WorkerHost<EncodeApi>;
  /** Looks at incoming files, apart from other work: a file that hangs its decoder is ended with its worker. */
  readonly intake: WorkerHost<EncodeApi>;
  readonly compose: WorkerHost<ComposeApi>;
  /** The last files pressed, by their plan's key. */
  readonly pressed: RecentMap<string, Pressed>;
  /** The models' last answers, by the question (`cutoutPhoto`). */
  readonly cutouts: RecentMap<string, KnownCutout>;
  /** What was recognised in the last photos, by the source's sha-256. */
  readonly detections: RecentMap<string, readonly Detection[]>;
  /** The last photos' own transparency (null = opaque), by the source's sha-256. */
  readonly alphas: RecentMap<string, Promise<OwnAlpha | null>>;
  /** What the last photos say of their origin, by the source's sha-256. */
  readonly metadata: RecentMap<string, FileMetadata>;
  /** Key of the layer that the compositor was last given for a photo and matte, by `layerFamily`. */
  readonly layers: RecentMap<string, string>;
  /** Where the product is in the last photos, by the key of their layer. */
  readonly subjects: RecentMap<string, Subject>;
  /** Ends every worker; open calls reject with `worker-died`. */
  close(): void;
}

async function openStore({ persistence }: StudioOptions): Promise<Store> {
  if (persistence === 'memory') return new MemoryStore();
  try {
    const store = new LocalStore(await Database.open());
    await sweepWhenAlone(store);
    return store;
  } catch (error) {
    if (error instanceof PackshotError && error.code === 'no-storage') return new MemoryStore();
    throw error;
  }
}

/** Files of a MB each: enough for going back and forth between a few photos. */
const PRESSED_KEPT = 12;
/** A hundred answers: their mattes are in the store, and the candidates' thumbnails take 0.3 MB each time. */
const ANSWERS_KEPT = 100;

/** A few KB each: a category of a thousand photos is measured once. */
const SUBJECTS_KEPT = 2000;

/** Composition root: the one place where workers and storage meet. No worker starts before its first call. */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  const store = await openStore(options);
  const rules = await RuleBook.open(options.hasOwnRules ? new MemoryStore() : store);
  const pressed = new RecentMap<string, Pressed>(PRESSED_KEPT);
  // Other rules, other limits: files are pressed anew.
  rules.listen(() => pressed.clear());
  const workers = {
    segment: segmentHost(),
    imgly: imglyHost(),
    reader: readerHost(),
    encode: poolWorkers(encodeHost),
    intake: encodeHost(),
    compose: composeHost()
  };
  return {
    store,
    rules,
    ...workers,
    pressed,
    cutouts: new RecentMap(ANSWERS_KEPT),
    detections: new RecentMap(ANSWERS_KEPT),
    alphas: new RecentMap(ANSWERS_KEPT),
    metadata: new RecentMap(ANSWERS_KEPT),
    layers: new RecentMap(ANSWERS_KEPT),
    subjects: new RecentMap(SUBJECTS_KEPT),
    close: () => Object.values(workers).forEach((worker) => worker.end())
  };
}
