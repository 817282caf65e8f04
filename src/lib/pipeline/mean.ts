/** A mean that follows what is measured now; null before anything was. */
export class Mean {
  value: number | null = null;

  add(measured: number): void {
    this.value = this.value === null ? measured : this.value * 0.8 + measured * 0.2;
  }
}
