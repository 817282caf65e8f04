/** Longest time that work in steps may hold up the page, ms. */
const TURN_MS = 16;

/** Does all steps, and lets the page have its turn in between. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  let turnEnds = performance.now() + TURN_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await new Promise((next) => setTimeout(next));
    turnEnds = performance.now() + TURN_MS;
  }
}
