import { WORDS } from '../pipeline/report-words.ts';
import { expect } from 'vitest';
import { dispatch, emitterOf } from '../../../src/lib/embed/dispatch.ts';
import { methodsOf } from '../../../src/lib/embed/methods.ts';
import { openProject, SavedProject } from '../../../src/lib/embed/project-owner.ts';
import { openCalls } from '../../../src/lib/embed/sdk/calls.ts';
import { PackshotError } from '../../../src/lib/embed/sdk/errors.ts';
import { askCapabilities, handleOf, Listeners } from '../../../src/lib/embed/sdk/handle.ts';
import type { Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { makeFakeStudio, type FakeStudio } from './fake-studio.ts';

export const ORIGIN = 'https://shop.example';
export const photo = (text = 'a photo', type = 'image/jpeg') => new Blob([text], { type });
export const code = (expected: string) => expect.objectContaining({ code: expected }) as unknown;

export interface Connected {
  readonly studio: FakeStudio;
  readonly owner: SavedProject;
  readonly packshot: Packshot;
  /** What a host that does not use the SDK could send. */
  raw(method: string, params: object): Promise<unknown>;
  end(): void;
}

/** The SDK's handle against the frame's methods over a real MessageChannel; only the workers pretend. */
export async function connect(): Promise<Connected> {
  const studio = makeFakeStudio();
  const owner = new SavedProject(studio.store, await openProject(studio.store, ORIGIN, undefined), () => {});
  const { port1, port2 } = new MessageChannel();
  dispatch(port2, methodsOf({ studio, owner, emit: emitterOf(port2), reportWords: async () => WORDS }));
  const listeners = new Listeners();
  const calls = openCalls(port1, {
    onNotice: ({ event, data }) => listeners.tell(event, data),
    onSilence: () => {}
  });
  const packshot = handleOf(calls, await askCapabilities(calls), listeners, () => {});
  const raw = (method: string, params: object) => calls.call(method, params);
  const end = () => calls.end(new PackshotError('destroyed', 'test over'));
  return { studio, owner, packshot, raw, end };
}
