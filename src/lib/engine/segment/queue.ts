/** Runs one job after the other, whether or not the one before it failed. */
export function oneAtATime(): <R>(job: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const turn = last.then(job, job);
    last = turn.catch(() => {});
    return turn;
  };
}
