/** The version that a tombstone counts as: higher than every other, so that no record revives an erased aggregate. */
export const erasedVersion = Number.MAX_SAFE_INTEGER;
