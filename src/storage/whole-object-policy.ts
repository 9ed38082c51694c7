// How large an object may be that is read whole from a server which ignores Range.

export interface WholeObjectPolicy {
  limitBytes(origin: string): number;
  /** Sets an origin's limit, as a user allows it. */
  allow(origin: string, limitBytes: number): void;
}

export function createWholeObjectPolicy(defaultLimitBytes = 32 * 1024 * 1024): WholeObjectPolicy {
  const limits = new Map<string, number>();
  return {
    limitBytes: (origin) => limits.get(origin) ?? defaultLimitBytes,
    allow: (origin, limitBytes) => {
      limits.set(origin, limitBytes);
    },
  };
}
