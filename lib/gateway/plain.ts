/** Replies keep every number as it stood in them; whoever passes one on to a browser or a program sends numbers. */
export { toPlain } from '@/lib/vast/json';
