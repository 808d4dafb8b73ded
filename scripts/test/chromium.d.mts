export function chromium(): Promise<string>;
export function apt(name: string): Promise<void>;
