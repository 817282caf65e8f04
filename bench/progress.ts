export interface Progress {
  start(): void;
  /** One more is done; `note` says what is unusual about it. */
  end(name: string, note: string): void;
}

const minutes = (ms: number): string =>
  ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

/** Prints a line for each photo with the time that the rest will take, by the mean so far. */
export function progress(what: string, total: number): Progress {
  let [done, spent, began] = [0, 0, 0];
  return {
    start() {
      began = Date.now();
    },
    end(name, note) {
      const took = Date.now() - began;
      done++;
      spent += took;
      const left = done === total ? 'done' : `${minutes((spent / done) * (total - done))} left`;
      console.log(
        `${what} ${done}/${total} ${name} ${(took / 1000).toFixed(1)} s${note && ` ${note}`} · ${left}`
      );
    }
  };
}
