import { browser } from '$app/environment';
import { speak } from './look.ts';

/** Before any component words anything: the app's own choice of language is not asked for in a frame. */
export const load = () => {
  if (browser) speak(undefined);
};
