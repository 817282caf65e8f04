declare global {
  /** `version+commit` of this build; set by vite.config.ts. */
  const __APP_VERSION__: string;
}

export {};
