/**
 * What must be typed to destroy: the label of one (its number when it has none), `destroy 7` for seven. The dialog
 * shows it and the gateway asks for it.
 */
export const destroyPhrase = (targets: readonly { contractId: number; label: string | null }[]): string => {
  const [only] = targets;
  return targets.length === 1 && only
    ? only.label?.trim() || String(only.contractId)
    : `destroy ${targets.length}`;
};
