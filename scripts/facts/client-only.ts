/**
 * Calls that Vast.ai's official command line client makes and its document doesn't have: what that client sends, and
 * what it reads of the answer.
 */
import type { Facts, Parameter } from './document';

const body = (name: string, type: string, required = false): Parameter => ({
  name,
  in: 'body',
  required,
  type,
});
const one = (
  method: string,
  path: string,
  parameters: readonly Parameter[],
  reply: Facts['reply'],
): Facts => ({
  source: 'official client',
  id: null,
  method,
  path,
  host: 'console',
  parameters,
  statuses: [],
  reply,
});

export const CLIENT_CALLS: readonly Facts[] = [
  one(
    'POST',
    '/api/v0/network_disk',
    [body('machines', 'array', true), body('mount_point', 'string', true), body('disk_id', 'integer')],
    { success: 'boolean', disk_id: 'integer' },
  ),
  one(
    'POST',
    '/api/v0/network_volumes',
    [
      body('disk_id', 'integer', true),
      body('price_disk', 'number'),
      body('size', 'integer'),
      body('end_date', 'number'),
    ],
    { success: 'boolean', msg: 'string' },
  ),
  one(
    'PUT',
    '/api/v0/network_volumes',
    [body('id', 'integer', true), body('size', 'integer', true), body('name', 'string')],
    { success: 'boolean', volume_name: 'string' },
  ),
  one(
    'POST',
    '/api/v0/network_volumes/search',
    [body('order', 'array'), body('limit', 'integer'), body('allocated_storage', 'number')],
    { offers: ['object'] },
  ),
  one('POST', '/api/v0/network_volumes/unlist', [body('id', 'integer', true)], {
    success: 'boolean',
    msg: 'string',
  }),
];
