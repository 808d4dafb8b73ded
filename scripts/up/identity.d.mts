export type Identity = { pid: number; born: string | undefined };
export function bornAt(pid: number): string | undefined;
export function identityOf(pid: number): Identity;
export function isAlive(identity: Identity): boolean;
