import { SvelteSet } from 'svelte/reactivity';
import { pictureOf, type PlannedFile } from '../../domain/batch/planned.ts';
import { grouped } from '../../domain/grouped.ts';
import type { MiniatureWish } from '../editor/miniatures.svelte.ts';
import { targetOf } from './matrix.ts';
import type { Exporting } from './exporting.svelte.ts';

/** Small pictures are made of what is in sight only: a cell's first file, and the rows that are scrolled to. */
export class Thumbs {
  readonly #seen = new SvelteSet<string>();

  /** Attachment: counts a file as in sight while its element is. */
  readonly watch = (file: PlannedFile) => (element: Element) => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) this.#seen.add(file.key);
      else this.#seen.delete(file.key);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      this.#seen.delete(file.key);
    };
  };

  wishes(exporting: Exporting): readonly MiniatureWish[] {
    const firsts = [...exporting.cells.values()].flatMap(({ files }) => files.slice(0, 1));
    const rows = exporting.plan.files.filter(({ key }) => this.#seen.has(key));
    const isFirst = (file: PlannedFile) => firsts.includes(file);
    const shown = grouped([...firsts, ...rows.filter((file) => !isFirst(file))], pictureOf);
    return [...shown].flatMap(([id, [file]]) => {
      const photo = file && exporting.photoOf(file);
      return photo ? [{ id, photo, target: targetOf(file) }] : [];
    });
  }
}
