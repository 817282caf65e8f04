/** A profile's version with what was done to it since, in the way of semver's build metadata: `2026.11.0+user.3`. */
export const tagged = (version: string, tag: string): string =>
  `${version}${version.includes('+') ? '.' : '+'}${tag}`;
