/*
 * Minimum cut of a grid by growing two search trees (Boykov, Kolmogorov: "An Experimental Comparison of Min-Cut/
 * Max-Flow Algorithms for Energy Minimization in Vision", PAMI 2004). Eight neighbours; arc `8 p + d` goes from
 * pixel p into direction d, and its reverse from the neighbour into direction 7 − d.
 */

const FREE = 0;
const SOURCE = 1;
const SINK = 2;
/** Parents that are no arc. */
const TERMINAL = -1;
const NONE = -2;
const EPSILON = 1e-6;

/** dx and dy of the eight directions. */
export const DIRECTIONS: readonly (readonly [dx: number, dy: number])[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1]
];

class Grid {
  private readonly tree: Uint8Array;
  private readonly parent: Int32Array;
  private readonly offset: Int32Array;
  private readonly isActive: Uint8Array;
  private readonly queue: Int32Array;
  private head = 0;
  private tail = 0;
  private readonly orphans: number[] = [];
  /** Steps to the terminal, and the round of adoptions in which they were counted. */
  private readonly steps: Int32Array;
  private readonly stamp: Int32Array;
  private time = 0;

  /** @param terminal what is left from the source (positive) or to the sink (negative) */
  constructor(
    width: number,
    private readonly terminal: Float32Array,
    private readonly arcs: Float32Array
  ) {
    const area = terminal.length;
    this.tree = new Uint8Array(area);
    this.parent = new Int32Array(area).fill(NONE);
    this.offset = Int32Array.from(DIRECTIONS, ([dx, dy]) => dy * width + dx);
    this.isActive = new Uint8Array(area);
    this.steps = new Int32Array(area);
    this.stamp = new Int32Array(area);
    // A ring: each pixel is in it once at most.
    this.queue = new Int32Array(area + 1);
    for (let p = 0; p < area; p++) {
      if (Math.abs(terminal[p]!) <= EPSILON) continue;
      this.tree[p] = terminal[p]! > 0 ? SOURCE : SINK;
      this.parent[p] = TERMINAL;
      this.activate(p);
    }
  }

  private activate(p: number): void {
    if (this.isActive[p]) return;
    this.isActive[p] = 1;
    this.queue[this.tail] = p;
    this.tail = (this.tail + 1) % this.queue.length;
  }

  private neighbour(p: number, d: number): number {
    return p + this.offset[d]!;
  }

  /** What p's tree can still carry from p (to p, in the sink's) by the arc in direction d. */
  private residual(p: number, d: number, tree: number): number {
    return tree === SOURCE ? this.arcs[8 * p + d]! : this.arcs[8 * this.neighbour(p, d) + 7 - d]!;
  }

  private hasArc(p: number, d: number): boolean {
    const q = this.neighbour(p, d);
    return q >= 0 && q < this.tree.length && (this.arcs[8 * p + d]! > 0 || this.arcs[8 * q + 7 - d]! > 0);
  }

  /** Runs to the end. @returns 1 for what stays with the source */
  run(): Uint8Array {
    while (this.head !== this.tail) {
      const p = this.queue[this.head]!;
      const bridge = this.tree[p] === FREE ? -1 : this.grow(p);
      if (bridge < 0) {
        this.isActive[p] = 0;
        this.head = (this.head + 1) % this.queue.length;
        continue;
      }
      this.augment(bridge);
      this.adopt();
    }
    return this.tree.map((tree) => (tree === SOURCE ? 1 : 0));
  }

  /** Lets p's tree take its free neighbours. @returns an arc from the source's tree to the sink's, or -1 */
  private grow(p: number): number {
    const tree = this.tree[p]!;
    for (let d = 0; d < 8; d++) {
      if (!this.hasArc(p, d) || this.residual(p, d, tree) <= EPSILON) continue;
      const q = this.neighbour(p, d);
      if (this.tree[q] === FREE) {
        this.tree[q] = tree;
        this.parent[q] = 7 - d;
        this.activate(q);
      } else if (this.tree[q] !== tree) {
        return tree === SOURCE ? 8 * p + d : 8 * q + 7 - d;
      }
    }
    return -1;
  }

  private augment(bridge: number): void {
    const [from, d] = [bridge >> 3, bridge & 7];
    const to = this.neighbour(from, d);
    const most = Math.min(this.arcs[bridge]!, this.room(from), this.room(to));
    this.arcs[bridge]! -= most;
    this.arcs[8 * to + 7 - d]! += most;
    this.push(from, most);
    this.push(to, most);
  }

  /** The least residual on the way from p to its terminal. */
  private room(p: number): number {
    let least = Infinity;
    for (; this.parent[p]! >= 0; p = this.neighbour(p, this.parent[p]!)) {
      least = Math.min(least, this.towards(p));
    }
    return Math.min(least, Math.abs(this.terminal[p]!));
  }

  /** Residual of the arc that joins p to its parent, in the direction of the flow. */
  private towards(p: number): number {
    const d = this.parent[p]!;
    return this.tree[p] === SOURCE ? this.arcs[8 * this.neighbour(p, d) + 7 - d]! : this.arcs[8 * p + d]!;
  }

  private push(p: number, flow: number): void {
    const isSource = this.tree[p] === SOURCE;
    while (this.parent[p]! >= 0) {
      const d = this.parent[p]!;
      const q = this.neighbour(p, d);
      const [forward, back] = isSource ? [8 * q + 7 - d, 8 * p + d] : [8 * p + d, 8 * q + 7 - d];
      this.arcs[forward]! -= flow;
      this.arcs[back]! += flow;
      if (this.arcs[forward]! <= EPSILON) this.orphan(p);
      p = q;
    }
    this.terminal[p]! += isSource ? -flow : flow;
    if (Math.abs(this.terminal[p]!) <= EPSILON) this.orphan(p);
  }

  private orphan(p: number): void {
    this.parent[p] = NONE;
    this.orphans.push(p);
  }

  private adopt(): void {
    this.time++;
    for (let p = this.orphans.pop(); p !== undefined; p = this.orphans.pop()) {
      const d = this.nearestRooted(p);
      if (d >= 0) {
        this.parent[p] = d;
        this.stamp[p] = this.time;
        this.steps[p] = this.steps[this.neighbour(p, d)]! + 1;
      } else {
        this.abandon(p);
      }
    }
  }

  /** The direction of the neighbour that can carry flow and has the fewest steps to the terminal; -1 = none. */
  private nearestRooted(p: number): number {
    let [best, least] = [-1, Infinity];
    for (let d = 0; d < 8; d++) {
      if (!this.hasArc(p, d)) continue;
      const q = this.neighbour(p, d);
      if (this.tree[q] !== this.tree[p]) continue;
      const arc = this.tree[p] === SOURCE ? 8 * q + 7 - d : 8 * p + d;
      if (this.arcs[arc]! <= EPSILON) continue;
      const steps = this.stepsToTerminal(q);
      if (steps < least) [best, least] = [d, steps];
    }
    return best;
  }

  /** Infinity where the way ends at an orphan. What was found in this round of adoptions is remembered. */
  private stepsToTerminal(p: number): number {
    let [at, count] = [p, 0];
    while (this.stamp[at] !== this.time) {
      const d = this.parent[at]!;
      if (d === NONE) return Infinity;
      if (d === TERMINAL) {
        this.stamp[at] = this.time;
        this.steps[at] = 1;
        break;
      }
      at = this.neighbour(at, d);
      count++;
    }
    const all = count + this.steps[at]!;
    for (let left = all; this.stamp[p] !== this.time; left--) {
      this.stamp[p] = this.time;
      this.steps[p] = left;
      p = this.neighbour(p, this.parent[p]!);
    }
    return all;
  }

  /** No way leads p to its terminal: it is free, its children are orphans, and who could take it is asked again. */
  private abandon(p: number): void {
    const tree = this.tree[p]!;
    for (let d = 0; d < 8; d++) {
      if (!this.hasArc(p, d)) continue;
      const q = this.neighbour(p, d);
      if (this.tree[q] !== tree) continue;
      const arc = tree === SOURCE ? 8 * q + 7 - d : 8 * p + d;
      if (this.arcs[arc]! > EPSILON) this.activate(q);
      if (this.parent[q] === 7 - d) this.orphan(q);
    }
    this.tree[p] = FREE;
  }
}

/**
 * @param terminal of each pixel: what cutting it off the product costs (positive), or off the background (negative);
 * is used up
 * @param arcs capacities, 8 for each pixel in the order of `DIRECTIONS`, the same both ways, 0 where there is no
 * neighbour; is used up
 * @returns 1 = product
 */
export const minCut = (width: number, terminal: Float32Array, arcs: Float32Array): Uint8Array =>
  new Grid(width, terminal, arcs).run();
