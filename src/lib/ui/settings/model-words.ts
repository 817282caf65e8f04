import type { PackshotError } from '../../domain/errors.ts';
import type { AddProgress } from '../../pipeline/models.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords, type ErrorWords } from '../shared/error-words.ts';

const TASKS: Readonly<Record<string, () => string>> = {
  'salient-segmentation': m.task_salient,
  'promptable-segmentation': m.task_promptable,
  'text-segmentation': m.task_text,
  detection: m.task_detection,
  'ocr-det': m.task_words,
  face: m.task_faces
};

/** What a model is for; a task that no version so far runs has its own name. */
export const taskWord = (task: string): string => TASKS[task]?.() ?? task;

const STAGES: Record<AddProgress['stage'], () => string> = {
  fetch: m.add_model_fetching,
  verify: m.add_model_verifying,
  test: m.add_model_testing,
  keep: m.add_model_keeping
};

export const stageWord = (stage: AddProgress['stage']): string => STAGES[stage]();

/** By `data.reason` of `model-unavailable`. */
const REASONS: Readonly<Record<string, readonly [what: () => string, remedy: () => string]>> = {
  corrupt: [m.add_problem_corrupt, m.add_remedy_corrupt],
  elsewhere: [m.add_problem_elsewhere, m.add_remedy_elsewhere],
  graph: [m.add_problem_graph, m.add_remedy_file],
  http: [m.add_problem_http, m.add_remedy_address],
  network: [m.add_problem_http, m.add_remedy_address],
  stalled: [m.add_problem_http, m.add_remedy_address],
  range: [m.add_problem_range, m.add_remedy_description],
  shape: [m.add_problem_shape, m.add_remedy_description],
  test: [m.add_problem_test, m.add_remedy_corrupt],
  tokenizer: [m.add_problem_tokenizer, m.add_remedy_file]
};

/** What went against adding a model, and what to do. */
export function addProblemWords(problem: PackshotError): ErrorWords {
  const { code, data = {} } = problem;
  const known = code === 'model-unavailable' && REASONS[String(data['reason'])];
  if (known) return { what: known[0](), remedy: known[1]() };
  if (code !== 'bad-request') return errorWords(problem);
  if (data['reason'] === 'none') return { what: m.add_problem_none(), remedy: m.add_remedy_none() };
  if (data['path'] === 'id') return { what: m.add_problem_taken(), remedy: m.add_remedy_taken() };
  const path = String(data['path'] ?? '');
  return {
    what: path ? m.add_problem_path({ path }) : m.add_problem_json(),
    remedy: m.add_remedy_description()
  };
}
