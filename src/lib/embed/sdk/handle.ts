import { ask, isNothing } from './ask.ts';
import { batchCalls } from './batch-calls.ts';
import type { Calls } from './calls.ts';
import { hasFields } from './protocol.ts';
import type {
  AddedPhoto,
  AddedPhotos,
  Audit,
  Capabilities,
  Cutout,
  Edits,
  Events,
  Exported,
  ExportOptions,
  Fixed,
  ImportedCsv,
  Metadata,
  Packshot,
  Preset,
  Product,
  ProjectBundle,
  Recipe,
  RecipeApplied,
  Rendered,
  Report,
  Rules,
  Shared
} from './types.ts';

/** Listeners by event. One that throws is reported and hides nothing from the others. */
export class Listeners {
  readonly #byEvent = new Map<string, Set<(data: never) => void>>();

  add<E extends keyof Events>(event: E, listener: (data: Events[E]) => void): () => void {
    const own = (data: Events[E]) => listener(data);
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners.add(own));
    return () => void listeners.delete(own);
  }

  tell(event: string, data: unknown): void {
    for (const listener of this.#byEvent.get(event) ?? []) {
      try {
        listener(data as never);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

const isBlob = (value: unknown): value is Blob => value instanceof Blob;
const size = { width: 'number', height: 'number' };

const isAdded = (value: unknown): value is AddedPhoto =>
  hasFields(value, { id: 'string', ...size, warnings: 'array' });

const isAddedPhotos = (value: unknown): value is AddedPhotos =>
  hasFields(value, { added: 'array', duplicates: 'array', failed: 'array', patterns: 'array' });

const isProduct = (value: unknown): value is Product => hasFields(value, { id: 'string' });

const isProducts = (value: unknown): value is readonly Product[] =>
  Array.isArray(value) && value.every(isProduct);

const isImportedCsv = (value: unknown): value is ImportedCsv =>
  hasFields(value, { rows: 'number', problems: 'array' });

const isCutout = (value: unknown): value is Cutout =>
  hasFields(value, {
    confidence: 'number',
    flagged: 'boolean',
    model: 'string',
    candidates: 'number',
    ranked: 'array',
    ms: 'object'
  });

const isFixed = (value: unknown): value is Fixed => hasFields(value, { applied: 'array', report: 'object' });

const isShared = (value: unknown): value is Shared =>
  hasFields(value, { shared: 'array', kept: 'array', failed: 'array' });

const isEdits = (value: unknown): value is Edits =>
  hasFields(value, {
    crop: 'object',
    cutout: 'object',
    adjust: 'object',
    backdrop: 'object',
    shadow: 'object',
    annotate: 'object',
    frame: 'object'
  });

const isMetadata = (value: unknown): value is Metadata =>
  hasFields(value, { syntheticPerformer: 'boolean', keepCredits: 'boolean' });

const isPreset = (value: unknown): value is Preset =>
  hasFields(value, { id: 'string', name: 'string', edits: 'array' });

const isPresets = (value: unknown): value is readonly Preset[] =>
  Array.isArray(value) && value.every(isPreset);

const isRecipe = (value: unknown): value is Recipe =>
  isPreset(value) && hasFields(value, { channels: 'array' });

const isRecipes = (value: unknown): value is readonly Recipe[] =>
  Array.isArray(value) && value.every(isRecipe);

const isApplied = (value: unknown): value is RecipeApplied =>
  hasFields(value, { photos: 'array', channels: 'array' });

const isReport = (value: unknown): value is Report =>
  hasFields(value, { verdict: 'string', score: 'number', file: 'object', findings: 'array' });

const isAudit = (value: unknown): value is Audit => hasFields(value, { rows: 'array', failed: 'array' });

const isRendered = (value: unknown): value is Rendered =>
  hasFields(value, { name: 'string', ...size }) && isBlob(value['blob']) && isReport(value['report']);

const isExported = (value: unknown): value is Exported =>
  hasFields(value, { manifest: 'object' }) && (value['zip'] === undefined || isBlob(value['zip']));

const isRules = (value: unknown): value is Rules =>
  hasFields(value, { layer: 'object', channels: 'array', misfits: 'array' });

const isObject = (value: unknown): value is object => hasFields(value, {});

const isBundle = (value: unknown): value is ProjectBundle =>
  hasFields(value, { document: 'object', blobs: 'object' });

const isCapabilities = (value: unknown): value is Capabilities =>
  hasFields(value, {
    version: 'number',
    app: 'string',
    threads: 'number',
    models: 'array',
    channels: 'array'
  });

/** Whether this browser hands streams to another page. */
function handsStreamsOver(): boolean {
  const stream = new WritableStream();
  try {
    return structuredClone(stream, { transfer: [stream] }) instanceof WritableStream;
  } catch {
    return false;
  }
}

async function askExport(calls: Calls, { to, signal, ...options }: ExportOptions): Promise<Exported> {
  if (to && handsStreamsOver()) {
    return ask(calls, 'export', { ...options, to }, isExported, signal, [to]);
  }
  const exported = await ask(calls, 'export', options, isExported, signal);
  if (!to || !exported.zip) return exported;
  await exported.zip.stream().pipeTo(to);
  const { manifest, forgotten } = exported;
  return { manifest, forgotten };
}

/** The first call on a fresh port. */
export const askCapabilities = (calls: Calls): Promise<Capabilities> =>
  ask(calls, 'capabilities', {}, isCapabilities);

/** The handle that the host page gets. */
export function handleOf(
  calls: Calls,
  capabilities: Capabilities,
  listeners: Listeners,
  destroy: () => void
): Packshot {
  return {
    capabilities,
    prepare: (options) => ask(calls, 'prepare', { ...options }, isNothing),
    addPhoto: (photo) => ask(calls, 'addPhoto', photo, isAdded),
    addPhotos: (files, { signal, ...options } = {}) =>
      ask(calls, 'addPhotos', { ...options, files }, isAddedPhotos, signal),
    removePhoto: (id) => ask(calls, 'removePhoto', { id }, isNothing),
    cutout: (id, { signal, ...options } = {}) => ask(calls, 'cutout', { ...options, id }, isCutout, signal),
    shareCutout: (from, to, { signal, ...options } = {}) =>
      ask(calls, 'shareCutout', { ...options, from, to }, isShared, signal),
    setMatte: (id, png) => ask(calls, 'setMatte', { id, png }, isNothing),
    getMatte: (id) => ask(calls, 'getMatte', { id }, isBlob),
    getCutout: (id) => ask(calls, 'getCutout', { id }, isBlob),
    getEdits: (id, variant) => ask(calls, 'getEdits', { id, variant }, isEdits),
    setEdits: (id, patch, variant) => ask(calls, 'setEdits', { id, patch, variant }, isEdits),
    getProducts: () => ask(calls, 'getProducts', {}, isProducts),
    setProduct: (id, product) => ask(calls, 'setProduct', { product, ...(id !== null && { id }) }, isProduct),
    removeProduct: (id) => ask(calls, 'removeProduct', { id }, isNothing),
    importCsv: (file, locale) => ask(calls, 'importCsv', { file, locale }, isImportedCsv),
    exportCsv: () => ask(calls, 'exportCsv', {}, isBlob),
    getMetadata: () => ask(calls, 'getMetadata', {}, isMetadata),
    setMetadata: (patch) => ask(calls, 'setMetadata', { patch }, isMetadata),
    getPresets: () => ask(calls, 'getPresets', {}, isPresets),
    savePreset: (id, preset) => ask(calls, 'savePreset', { ...preset, id }, isPreset),
    applyPreset: (id, preset, use) => ask(calls, 'applyPreset', { ...use, id, preset }, isEdits),
    deletePreset: (preset) => ask(calls, 'deletePreset', { preset }, isNothing),
    exportPreset: (preset) => ask(calls, 'exportPreset', { preset }, isBlob),
    importPreset: (file) => ask(calls, 'importPreset', { file }, isPreset),
    getRecipes: () => ask(calls, 'getRecipes', {}, isRecipes),
    saveRecipe: (id, recipe) => ask(calls, 'saveRecipe', { ...recipe, id }, isRecipe),
    applyRecipe: (recipe, options) => ask(calls, 'applyRecipe', { ...options, recipe }, isApplied),
    applyGuides: (guides) => ask(calls, 'applyGuides', { guides }, isApplied),
    deleteRecipe: (recipe) => ask(calls, 'deleteRecipe', { recipe }, isNothing),
    exportRecipe: (recipe) => ask(calls, 'exportRecipe', { recipe }, isBlob),
    importRecipe: (file) => ask(calls, 'importRecipe', { file }, isRecipe),
    setScale: (scale) => ask(calls, 'setScale', { scale }, isNothing),
    ...batchCalls(calls),
    fix: (id, options) => ask(calls, 'fix', { ...options, id }, isFixed),
    render: (id, options) => ask(calls, 'render', { ...options, id }, isRendered),
    export: (options) => askExport(calls, options),
    inspect: (blob, options) => ask(calls, 'inspect', { ...options, blob }, isReport),
    audit: ({ signal, ...options }) => ask(calls, 'audit', options, isAudit, signal),
    setChannels: (channels) => ask(calls, 'setChannels', { channels }, isNothing),
    getRules: () => ask(calls, 'getRules', {}, isRules),
    getChannel: (id) => ask(calls, 'getChannel', { id }, isObject),
    setRules: (layer) => ask(calls, 'setRules', { layer }, isRules),
    addRulePack: (pack) => ask(calls, 'addRulePack', { pack }, isRules),
    getProject: () => ask(calls, 'getProject', {}, isBundle),
    loadProject: ({ document, blobs }) => ask(calls, 'loadProject', { document, blobs }, isNothing),
    on: (event, listener) => listeners.add(event, listener),
    destroy
  };
}
