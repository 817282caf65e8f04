import type { Calls } from './calls.ts';
import { PackshotError } from './errors.ts';

export type Guard<R> = (value: unknown) => value is R;

export const isNothing = (value: unknown): value is undefined => value === undefined;

/** Calls the frame; what it answers is looked at before anybody relies on it. @throws `version`, and as the method */
export async function ask<R>(
  calls: Calls,
  method: string,
  params: object,
  isResult: Guard<R>,
  signal?: AbortSignal,
  transfer?: Transferable[]
): Promise<R> {
  const result = await calls.call(method, params, signal, transfer);
  if (isResult(result)) return result;
  throw new PackshotError(
    'version',
    `The frame answered ${method} in a form that this embed.js does not know`
  );
}
