export function lock(dataDir: string): Promise<() => void>;
