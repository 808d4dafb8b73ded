export { type Client, type ClientOptions, createClient, type RunOptions } from './client.ts';
export type { Operations } from './operations.ts';
export { GantryProblem } from './problem.ts';
export type { ProblemCode } from './problem-codes.ts';
export type { Input, Name, Output, Paged, Reply } from './types.ts';
