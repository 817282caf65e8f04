/** What stands behind the product. Identity: what the channel's rule asks for (white where it is silent). */
export interface BackdropEdit {
  readonly kind: 'channel';
}

export const IDENTITY_BACKDROP: BackdropEdit = { kind: 'channel' };
