import type { AuthOptions } from 'next-auth';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { authOptions } from './options';
import { sessionIdOf } from './scope';
import { visitorOf } from './visitor';

/** next-auth for this request. */
export const optionsFor = (headers: Headers): AuthOptions =>
  authOptions({
    db: store().db,
    config: config(),
    visitor: visitorOf(headers),
    held: sessionIdOf(headers),
    clock: () => new Date(),
  });
