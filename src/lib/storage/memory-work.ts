import type { Job } from '../domain/batch/job.ts';
import type { ExportedFile } from '../domain/batch/exported.ts';
import type { Output, SeenRules } from '../domain/batch/output.ts';
import { bytesOf } from './local-work.ts';
import type { RecipeStore, WorkStore } from './store.ts';

/** Jobs and outputs for as long as the page lives. */
export class MemoryWork implements WorkStore {
  readonly #jobs = new Map<string, Job>();
  readonly #outputs = new Map<string, Output>();
  readonly #exported = new Map<string, ExportedFile>();
  readonly #seen = new Map<string, SeenRules>();

  async putJobs(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) this.#jobs.set(job.id, job);
  }

  async listJobs(project: string): Promise<Job[]> {
    return [...this.#jobs.values()].filter((job) => job.project === project);
  }

  async deleteJobs(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#jobs.delete(id);
  }

  async finish(job: Job, output: Output): Promise<void> {
    this.#jobs.set(job.id, job);
    this.#outputs.set(output.id, output);
  }

  async putOutputs(outputs: readonly Output[]): Promise<void> {
    for (const output of outputs) this.#outputs.set(output.id, output);
  }

  async getOutput(id: string): Promise<Output | null> {
    return this.#outputs.get(id) ?? null;
  }

  async listOutputs(project: string): Promise<Output[]> {
    return [...this.#outputs.values()].filter((output) => output.project === project);
  }

  async putExported(files: readonly ExportedFile[]): Promise<void> {
    for (const file of files) this.#exported.set(file.id, file);
  }

  async listExported(project: string): Promise<ExportedFile[]> {
    return [...this.#exported.values()].filter((file) => file.project === project);
  }

  async deleteExported(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#exported.delete(id);
  }

  async putSeen(rules: SeenRules): Promise<void> {
    if (!this.#seen.has(rules.id)) this.#seen.set(rules.id, rules);
  }

  async getSeen(id: string): Promise<SeenRules | null> {
    return this.#seen.get(id) ?? null;
  }

  async keptBytes(): Promise<number> {
    return bytesOf([...this.#outputs.values()]);
  }

  /** All that is remembered, for those who look which blobs are needed. */
  rows(): readonly (Job | Output)[] {
    return [...this.#jobs.values(), ...this.#outputs.values()];
  }

  /** A project's, or everything. */
  clear(project?: string): void {
    if (project === undefined) this.#seen.clear();
    for (const rows of [this.#jobs, this.#outputs, this.#exported])
      for (const [id, row] of rows) if (project === undefined || row.project === project) rows.delete(id);
  }
}

/** Recipes for as long as the page lives. */
export class MemoryRecipes implements RecipeStore {
  readonly #recipes = new Map<string, { readonly id: string }>();

  async save(recipe: { readonly id: string }): Promise<void> {
    this.#recipes.set(recipe.id, recipe);
  }

  async list(): Promise<unknown[]> {
    return [...this.#recipes.values()];
  }

  async delete(id: string): Promise<void> {
    this.#recipes.delete(id);
  }

  rows(): readonly { readonly id: string }[] {
    return [...this.#recipes.values()];
  }

  clear(): void {
    this.#recipes.clear();
  }
}
