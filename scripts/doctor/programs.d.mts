import type { Finding } from './report.mjs';
export function node(version: string): Finding;
export function npm(command: string): Promise<Finding>;
export function packages(root: string): Finding;
