import * as v from 'valibot';
import { PROTOCOL, type Connect, type Ready } from './sdk/protocol.ts';

const config = v.object({ allowedOrigins: v.array(v.string()) });
const connect = v.object({
  packshot: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  type: v.literal('connect'),
  options: v.custom<Connect['options']>((value) => typeof value === 'object' && value !== null)
});

/** A host that was let in. */
export interface Host {
  readonly origin: string;
  readonly port: MessagePort;
  /** The protocol version that it speaks. */
  readonly version: number;
  /** As it came: not validated. */
  readonly options: unknown;
}

/** The part of a `Window` that the handshake needs. */
export interface Door extends Pick<Window, 'addEventListener' | 'removeEventListener'> {
  readonly parent: { postMessage(message: Ready, targetOrigin: '*'): void };
  readonly origin: string;
}

/**
 * Origins that may embed this deployment, from `packshot.config.json` at the app's root. A list that is missing or
 * broken lets nobody in but the app's own origin.
 */
export async function loadAllowedOrigins(url: URL, load: typeof fetch = fetch): Promise<readonly string[]> {
  try {
    const response = await load(url, { cache: 'no-cache' });
    return v.parse(config, await response.json()).allowedOrigins;
  } catch (error) {
    console.warn(
      `packshot.config.json could not be read, so only this origin may embed Packshot: ${String(error)}`
    );
    return [];
  }
}

/**
 * Says `ready` to the parent and waits for its `connect`: the first one that comes from the parent itself, from an
 * allowed origin and with a port. Never settles where there is none; a refused parent gets silence, and the console
 * one warning.
 */
export function awaitHost(door: Door, allowedOrigins: readonly string[]): Promise<Host> {
  const allowed = new Set([door.origin, ...allowedOrigins]);
  let warned = false;
  return new Promise((resolve) => {
    const receive = ({ source, origin, data, ports }: MessageEvent<unknown>) => {
      const [port] = ports;
      if (source !== door.parent || !port || !v.is(connect, data)) return;
      if (allowed.has(origin) || allowed.has('*')) {
        door.removeEventListener('message', receive);
        return resolve({ origin, port, version: data.packshot, options: data.options });
      }
      if (!warned) console.warn(`Packshot: ${origin} is not in allowedOrigins of packshot.config.json`);
      warned = true;
    };
    door.addEventListener('message', receive);
    // No secrets in it, so anyone may read it: who the parent is shows only in its answer.
    door.parent.postMessage({ packshot: PROTOCOL, type: 'ready' }, '*');
  });
}
