/** A tombstone outranks every version: what was erased stays erased. */
export const erasedVersion = Number.MAX_SAFE_INTEGER;
