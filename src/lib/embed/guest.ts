import { asPackshotError, PackshotError } from '../domain/errors.ts';
import type { ReportWords } from '../pipeline/ledger.ts';
import type { Batch } from '../pipeline/batch.ts';
import { createStudio, type LoadedProject, type Studio } from '../pipeline/studio.ts';
import { dispatch, emitterOf, refuseAll, type Emit } from './dispatch.ts';
import { awaitHost, loadAllowedOrigins, type Door, type Host } from './handshake.ts';
import { methodsOf } from './methods.ts';
import {
  changedPhotos,
  openProject,
  SavedProject,
  type OwnerEvents,
  type ProjectOwner
} from './project-owner.ts';
import { OPTIONS, parseParams, type EmbedOptions } from './requests.ts';
import { PROTOCOL } from './sdk/protocol.ts';

export type { ProjectOwner } from './project-owner.ts';
export type { EmbedOptions } from './requests.ts';

/** What a person does in the frame that the host is told of. */
export interface Told {
  exported(files: number): void;
  /** They are done. */
  closed(): void;
}

/** Screens on a project: from then on they hold its document, and its batch. */
export interface Shown {
  readonly owner: ProjectOwner;
  openBatch(): Promise<Batch>;
}

export interface GuestOptions {
  /** Where `packshot.config.json` lies. */
  readonly config: URL;
  /** Called with the host's look once it is let in, before anything is shown. */
  dress(options: EmbedOptions): void;
  /** The words of printable reports, in the page's language. */
  reportWords(): Promise<ReportWords>;
  /** Shows the screens that the host asked for (`dress`) on a project. */
  show(studio: Studio, loaded: LoadedProject, told: Told): Promise<Shown>;
}

/** Options as the contract has them. @throws `version`, `bad-request` */
function optionsOf({ version, options }: Host): EmbedOptions {
  if (version > PROTOCOL)
    throw new PackshotError('version', `This app speaks version ${PROTOCOL} of the protocol`);
  const parsed = parseParams(OPTIONS, options, 'options');
  return parsed;
}

/** Tells the host of changes photo by photo; of saves only where the frame keeps its project. */
function eventsOf(emit: Emit, { store }: Studio): OwnerEvents {
  return {
    onchanged: (before, after) => changedPhotos(before, after).forEach((id) => emit('changed', { id })),
    onsaved: (revision) => {
      if (store.kind === 'local') emit('saved', { revision });
    }
  };
}

/** Answers one host: its own studio, its own project. @throws as `optionsOf`, `rule-unknown`, and what storage throws */
async function serve(host: Host, { dress, show, reportWords }: GuestOptions): Promise<void> {
  const options = optionsOf(host);
  const { ui, persistence, channels } = options;
  dress(options);
  const studio = await createStudio({
    persistence: persistence === 'local' ? 'local' : 'memory',
    hasOwnRules: true
  });
  channels?.forEach((id) => studio.rules.channel(id));
  const loaded = await openProject(studio.store, host.origin, channels);
  const emit = emitterOf(host.port);
  const told: Told = {
    exported: (files) => emit('exported', { files }),
    closed: () => emit('closed', {})
  };
  const onUnsaved = ({ code, message }: PackshotError) => emit('error', { code, message });
  const held =
    ui === 'none'
      ? { owner: new SavedProject(studio.store, loaded, onUnsaved) }
      : await show(studio, loaded, told);
  held.owner.listen(eventsOf(emit, studio));
  dispatch(host.port, methodsOf({ studio, ...held, emit, reportWords }));
}

/**
 * The embed page's side of the contract: waits for an allowed host, then answers its calls for as long as the page
 * lives. Never resolves where no host is let in. A host that cannot be served has every call answered with the reason.
 * @throws `version`, `bad-request`, `rule-unknown`
 */
export async function openGuest(door: Door, options: GuestOptions): Promise<void> {
  const host = await awaitHost(door, await loadAllowedOrigins(options.config));
  try {
    await serve(host, options);
  } catch (error) {
    const refusal = asPackshotError(error, 'no-storage');
    refuseAll(host.port, refusal);
    throw refusal;
  }
}
