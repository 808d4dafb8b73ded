export function step(name: string, work: () => string | Promise<string>): Promise<void>;
export function say(line: string): void;
export function sayError(error: unknown): void;
