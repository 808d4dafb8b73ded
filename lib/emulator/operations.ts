/**
 * The operations this emulator answers: Vast.ai's method, path, permission scope and documented minimum interval in
 * seconds (1 where none is documented). Names are those of the documented operations; the CLI's undocumented ones have
 * names in the same manner.
 */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As hono reads it; without the trailing slash, which Vast.ai accepts either way. */
  readonly path: string;
  readonly scope: string | null;
  readonly intervalS: number;
}

// name | method | path | scope | seconds
const TABLE = `
get_single_vast_ai_user_by_id               | GET    | /api/v0/users/current                 | user_read      | 1
vast_ai_search_asks                         | PUT    | /api/v0/search/asks                   | misc           | 1
create_a_vast_ai_bundle                     | POST   | /api/v0/bundles                       | misc           | 1
update_a_vast_ai_ask_by_id                  | PUT    | /api/v0/asks/:id                      | instance_write | 4.5
list_all_vast_ai_instances                  | GET    | /api/v1/instances                     | instance_read  | 1
list_all_vast_ai_instances_v0               | GET    | /api/v0/instances                     | instance_read  | 1
list_all_vast_ai_instance_filters           | GET    | /api/v0/instances/filters             | instance_read  | 1
get_single_vast_ai_instance_by_id           | GET    | /api/v0/instances/:id                 | instance_read  | 2
update_a_vast_ai_instance_by_id             | PUT    | /api/v0/instances/:id                 | instance_write | 1
delete_a_vast_ai_instance_by_id             | DELETE | /api/v0/instances/:id                 | instance_write | 3
update_vast_ai_instances                    | PUT    | /api/v0/instances                     | instance_write | 1
delete_vast_ai_instances                    | DELETE | /api/v0/instances                     | instance_write | 1
update_a_vast_ai_instances_reboot_by_id     | PUT    | /api/v0/instances/reboot/:id          | instance_write | 1
update_a_vast_ai_instances_recycle_by_id    | PUT    | /api/v0/instances/recycle/:id         | instance_write | 1
update_a_vast_ai_instances_bid_price_by_id  | PUT    | /api/v0/instances/bid_price/:id       | instance_write | 5.5
update_a_vast_ai_instances_request_log_by_id | PUT   | /api/v0/instances/request_logs/:id    | instance_read  | 1
list_all_vast_ai_instance_sshes             | GET    | /api/v0/instances/:id/ssh             | instance_read  | 1
create_a_vast_ai_instance_ssh               | POST   | /api/v0/instances/:id/ssh             | instance_write | 1
delete_a_vast_ai_instance_ssh_by_id         | DELETE | /api/v0/instances/:id/ssh/:ssh_key_id | instance_write | 2
list_all_vast_ai_charges                    | GET    | /api/v0/charges                       | billing_read   | 1
list_all_vast_ai_invoices                   | GET    | /api/v1/invoices                      | billing_read   | 3
list_all_vast_ai_user_invoices              | GET    | /api/v0/users/:user_id/invoices       | billing_read   | 1
vast_ai_contracts_fetch                     | POST   | /api/v0/contracts/fetch               |                | 1
list_all_vast_ai_sshes                      | GET    | /api/v0/ssh                           | user_read      | 1
create_a_vast_ai_ssh                        | POST   | /api/v0/ssh                           | user_write     | 1
update_a_vast_ai_ssh_by_id                  | PUT    | /api/v0/ssh/:id                       | user_write     | 1
delete_a_vast_ai_ssh_by_id                  | DELETE | /api/v0/ssh/:id                       | user_write     | 1
list_all_vast_ai_templates                  | GET    | /api/v0/template                      | user_read      | 3
create_a_vast_ai_template                   | POST   | /api/v0/template                      | user_write     | 1
update_a_vast_ai_template_by_id             | PUT    | /api/v0/template                      | user_write     | 1
delete_a_vast_ai_template_by_id             | DELETE | /api/v0/template                      | user_write     | 1
list_all_vast_ai_auth_apikeys               | GET    | /api/v0/auth/apikeys                  | user_read      | 1
create_a_vast_ai_auth_apikey                | POST   | /api/v0/auth/apikeys                  | user_write     | 2
get_single_vast_ai_auth_apikey_by_id        | GET    | /api/v0/auth/apikeys/:id              | user_read      | 1
delete_a_vast_ai_auth_apikey_by_id          | DELETE | /api/v0/auth/apikeys/:id              | user_write     | 2
list_all_vast_ai_secrets                    | GET    | /api/v0/secrets                       | user_read      | 5
create_a_vast_ai_secret                     | POST   | /api/v0/secrets                       | user_write     | 3
update_a_vast_ai_secret_by_id               | PUT    | /api/v0/secrets                       | user_write     | 3
delete_a_vast_ai_secret_by_id               | DELETE | /api/v0/secrets                       | user_write     | 3
list_all_vast_ai_volumes                    | GET    | /api/v0/volumes                       | instance_read  | 5.5
list_all_vast_ai_subaccounts                | GET    | /api/v0/subaccounts                   | user_read      | 2.1
list_all_vast_ai_gpu_names                  | GET    | /api/v0/gpu_names/unique              |                | 1`;

export const OPERATIONS: readonly Operation[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name, method, path, scope, seconds] = line.split('|').map((cell) => cell.trim());
    return {
      name: name!,
      method: method as Operation['method'],
      path: path!,
      scope: scope || null,
      intervalS: Number(seconds),
    };
  });

/** Paths that answer without a key. */
export const OPEN: ReadonlySet<string> = new Set(['list_all_vast_ai_gpu_names']);
