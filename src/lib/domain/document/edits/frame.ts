/** How the product sits in the frame. Identity: as the channel asks. */
export interface FrameEdit {
  /** Product's long side ÷ frame side, 0–1; null = the channel's own target. */
  readonly fill: number | null;
}

export const IDENTITY_FRAME: FrameEdit = { fill: null };
