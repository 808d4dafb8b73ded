// Made by `npm run docs` from the operations themselves.
import * as create_a_vast_ai_auth_apikey from './operations/create_a_vast_ai_auth_apikey.ts';
import * as create_a_vast_ai_bundle from './operations/create_a_vast_ai_bundle.ts';
import * as create_a_vast_ai_commands_rclone from './operations/create_a_vast_ai_commands_rclone.ts';
import * as create_a_vast_ai_deployment_start from './operations/create_a_vast_ai_deployment_start.ts';
import * as create_a_vast_ai_deployment_stop from './operations/create_a_vast_ai_deployment_stop.ts';
import * as create_a_vast_ai_endptjob from './operations/create_a_vast_ai_endptjob.ts';
import * as create_a_vast_ai_instance_ssh from './operations/create_a_vast_ai_instance_ssh.ts';
import * as create_a_vast_ai_network_disk from './operations/create_a_vast_ai_network_disk.ts';
import * as create_a_vast_ai_network_volume from './operations/create_a_vast_ai_network_volume.ts';
import * as create_a_vast_ai_network_volumes_unlist from './operations/create_a_vast_ai_network_volumes_unlist.ts';
import * as create_a_vast_ai_route from './operations/create_a_vast_ai_route.ts';
import * as create_a_vast_ai_secret from './operations/create_a_vast_ai_secret.ts';
import * as create_a_vast_ai_ssh from './operations/create_a_vast_ai_ssh.ts';
import * as create_a_vast_ai_team from './operations/create_a_vast_ai_team.ts';
import * as create_a_vast_ai_team_invite from './operations/create_a_vast_ai_team_invite.ts';
import * as create_a_vast_ai_team_role from './operations/create_a_vast_ai_team_role.ts';
import * as create_a_vast_ai_template from './operations/create_a_vast_ai_template.ts';
import * as create_a_vast_ai_user from './operations/create_a_vast_ai_user.ts';
import * as create_a_vast_ai_volumes_unlist from './operations/create_a_vast_ai_volumes_unlist.ts';
import * as create_a_vast_ai_webhook from './operations/create_a_vast_ai_webhook.ts';
import * as create_a_vast_ai_webhook_secret_rotation from './operations/create_a_vast_ai_webhook_secret_rotation.ts';
import * as create_a_vast_ai_webhook_test from './operations/create_a_vast_ai_webhook_test.ts';
import * as create_a_vast_ai_workergroup from './operations/create_a_vast_ai_workergroup.ts';
import * as delete_a_vast_ai_auth_apikey_by_id from './operations/delete_a_vast_ai_auth_apikey_by_id.ts';
import * as delete_a_vast_ai_commands_copy_direct_by_id from './operations/delete_a_vast_ai_commands_copy_direct_by_id.ts';
import * as delete_a_vast_ai_commands_rclone_by_id from './operations/delete_a_vast_ai_commands_rclone_by_id.ts';
import * as delete_a_vast_ai_endptjob_by_id from './operations/delete_a_vast_ai_endptjob_by_id.ts';
import * as delete_a_vast_ai_instance_by_id from './operations/delete_a_vast_ai_instance_by_id.ts';
import * as delete_a_vast_ai_instance_ssh_by_id from './operations/delete_a_vast_ai_instance_ssh_by_id.ts';
import * as delete_a_vast_ai_machine_ask_by_id from './operations/delete_a_vast_ai_machine_ask_by_id.ts';
import * as delete_a_vast_ai_machine_defjob_by_id from './operations/delete_a_vast_ai_machine_defjob_by_id.ts';
import * as delete_a_vast_ai_secret_by_id from './operations/delete_a_vast_ai_secret_by_id.ts';
import * as delete_a_vast_ai_ssh_by_id from './operations/delete_a_vast_ai_ssh_by_id.ts';
import * as delete_a_vast_ai_team_by_id from './operations/delete_a_vast_ai_team_by_id.ts';
import * as delete_a_vast_ai_team_member_by_id from './operations/delete_a_vast_ai_team_member_by_id.ts';
import * as delete_a_vast_ai_team_role_by_id from './operations/delete_a_vast_ai_team_role_by_id.ts';
import * as delete_a_vast_ai_template_by_id from './operations/delete_a_vast_ai_template_by_id.ts';
import * as delete_a_vast_ai_volume_by_id from './operations/delete_a_vast_ai_volume_by_id.ts';
import * as delete_a_vast_ai_webhook_by_id from './operations/delete_a_vast_ai_webhook_by_id.ts';
import * as delete_a_vast_ai_workergroup_by_id from './operations/delete_a_vast_ai_workergroup_by_id.ts';
import * as get_single_vast_ai_deployment_by_id from './operations/get_single_vast_ai_deployment_by_id.ts';
import * as get_single_vast_ai_instance_by_id from './operations/get_single_vast_ai_instance_by_id.ts';
import * as get_single_vast_ai_instances_balance_by_id from './operations/get_single_vast_ai_instances_balance_by_id.ts';
import * as get_single_vast_ai_team_role_by_id from './operations/get_single_vast_ai_team_role_by_id.ts';
import * as get_single_vast_ai_user_by_id from './operations/get_single_vast_ai_user_by_id.ts';
import * as list_all_vast_ai_auth_apikeys from './operations/list_all_vast_ai_auth_apikeys.ts';
import * as list_all_vast_ai_benchmarks from './operations/list_all_vast_ai_benchmarks.ts';
import * as list_all_vast_ai_charges from './operations/list_all_vast_ai_charges.ts';
import * as list_all_vast_ai_deployments from './operations/list_all_vast_ai_deployments.ts';
import * as list_all_vast_ai_endpoint_logs from './operations/list_all_vast_ai_endpoint_logs.ts';
import * as list_all_vast_ai_endpoint_workers from './operations/list_all_vast_ai_endpoint_workers.ts';
import * as list_all_vast_ai_endptjobs from './operations/list_all_vast_ai_endptjobs.ts';
import * as list_all_vast_ai_gpu_locations from './operations/list_all_vast_ai_gpu_locations.ts';
import * as list_all_vast_ai_gpu_metrics from './operations/list_all_vast_ai_gpu_metrics.ts';
import * as list_all_vast_ai_gpu_trends from './operations/list_all_vast_ai_gpu_trends.ts';
import * as list_all_vast_ai_instance_sshes from './operations/list_all_vast_ai_instance_sshes.ts';
import * as list_all_vast_ai_instances from './operations/list_all_vast_ai_instances.ts';
import * as list_all_vast_ai_invoices from './operations/list_all_vast_ai_invoices.ts';
import * as list_all_vast_ai_machine_reports from './operations/list_all_vast_ai_machine_reports.ts';
import * as list_all_vast_ai_machines from './operations/list_all_vast_ai_machines.ts';
import * as list_all_vast_ai_notification_types from './operations/list_all_vast_ai_notification_types.ts';
import * as list_all_vast_ai_secrets from './operations/list_all_vast_ai_secrets.ts';
import * as list_all_vast_ai_sshes from './operations/list_all_vast_ai_sshes.ts';
import * as list_all_vast_ai_subaccounts from './operations/list_all_vast_ai_subaccounts.ts';
import * as list_all_vast_ai_team_members from './operations/list_all_vast_ai_team_members.ts';
import * as list_all_vast_ai_team_roles_fulls from './operations/list_all_vast_ai_team_roles_fulls.ts';
import * as list_all_vast_ai_templates from './operations/list_all_vast_ai_templates.ts';
import * as list_all_vast_ai_user_ipaddrs from './operations/list_all_vast_ai_user_ipaddrs.ts';
import * as list_all_vast_ai_user_machine_earnings from './operations/list_all_vast_ai_user_machine_earnings.ts';
import * as list_all_vast_ai_user_notification_prefs from './operations/list_all_vast_ai_user_notification_prefs.ts';
import * as list_all_vast_ai_users_cloud_integrations from './operations/list_all_vast_ai_users_cloud_integrations.ts';
import * as list_all_vast_ai_volumes from './operations/list_all_vast_ai_volumes.ts';
import * as list_all_vast_ai_webhooks from './operations/list_all_vast_ai_webhooks.ts';
import * as list_all_vast_ai_workergroup_logs from './operations/list_all_vast_ai_workergroup_logs.ts';
import * as list_all_vast_ai_workergroup_workers from './operations/list_all_vast_ai_workergroup_workers.ts';
import * as list_all_vast_ai_workergroups from './operations/list_all_vast_ai_workergroups.ts';
import * as update_a_vast_ai_ask_by_id from './operations/update_a_vast_ai_ask_by_id.ts';
import * as update_a_vast_ai_commands_copy_direct_by_id from './operations/update_a_vast_ai_commands_copy_direct_by_id.ts';
import * as update_a_vast_ai_commands_transfer_credit_by_id from './operations/update_a_vast_ai_commands_transfer_credit_by_id.ts';
import * as update_a_vast_ai_endptjob_by_id from './operations/update_a_vast_ai_endptjob_by_id.ts';
import * as update_a_vast_ai_instance_by_id from './operations/update_a_vast_ai_instance_by_id.ts';
import * as update_a_vast_ai_instances_bid_price_by_id from './operations/update_a_vast_ai_instances_bid_price_by_id.ts';
import * as update_a_vast_ai_instances_command_by_id from './operations/update_a_vast_ai_instances_command_by_id.ts';
import * as update_a_vast_ai_instances_prepay_by_id from './operations/update_a_vast_ai_instances_prepay_by_id.ts';
import * as update_a_vast_ai_instances_reboot_by_id from './operations/update_a_vast_ai_instances_reboot_by_id.ts';
import * as update_a_vast_ai_instances_recycle_by_id from './operations/update_a_vast_ai_instances_recycle_by_id.ts';
import * as update_a_vast_ai_instances_request_log_by_id from './operations/update_a_vast_ai_instances_request_log_by_id.ts';
import * as update_a_vast_ai_machine_cancel_maint_by_id from './operations/update_a_vast_ai_machine_cancel_maint_by_id.ts';
import * as update_a_vast_ai_machine_cleanup_by_id from './operations/update_a_vast_ai_machine_cleanup_by_id.ts';
import * as update_a_vast_ai_machine_dnotify_by_id from './operations/update_a_vast_ai_machine_dnotify_by_id.ts';
import * as update_a_vast_ai_machine_minbid_by_id from './operations/update_a_vast_ai_machine_minbid_by_id.ts';
import * as update_a_vast_ai_machines_create_ask_by_id from './operations/update_a_vast_ai_machines_create_ask_by_id.ts';
import * as update_a_vast_ai_machines_create_bid_by_id from './operations/update_a_vast_ai_machines_create_bid_by_id.ts';
import * as update_a_vast_ai_network_volume_by_id from './operations/update_a_vast_ai_network_volume_by_id.ts';
import * as update_a_vast_ai_secret_by_id from './operations/update_a_vast_ai_secret_by_id.ts';
import * as update_a_vast_ai_ssh_by_id from './operations/update_a_vast_ai_ssh_by_id.ts';
import * as update_a_vast_ai_team_role_by_id from './operations/update_a_vast_ai_team_role_by_id.ts';
import * as update_a_vast_ai_template_by_id from './operations/update_a_vast_ai_template_by_id.ts';
import * as update_a_vast_ai_user_by_id from './operations/update_a_vast_ai_user_by_id.ts';
import * as update_a_vast_ai_user_notification_prefs_by_id from './operations/update_a_vast_ai_user_notification_prefs_by_id.ts';
import * as update_a_vast_ai_volume_by_id from './operations/update_a_vast_ai_volume_by_id.ts';
import * as update_a_vast_ai_webhook_by_id from './operations/update_a_vast_ai_webhook_by_id.ts';
import * as update_a_vast_ai_workergroup_by_id from './operations/update_a_vast_ai_workergroup_by_id.ts';
import * as vast_ai_network_volumes_search from './operations/vast_ai_network_volumes_search.ts';
import * as vast_ai_volumes_search from './operations/vast_ai_volumes_search.ts';

export interface Operations {
  create_a_vast_ai_auth_apikey: { input: create_a_vast_ai_auth_apikey.Input; output: create_a_vast_ai_auth_apikey.Output };
  create_a_vast_ai_bundle: { input: create_a_vast_ai_bundle.Input; output: create_a_vast_ai_bundle.Output };
  create_a_vast_ai_commands_rclone: { input: create_a_vast_ai_commands_rclone.Input; output: create_a_vast_ai_commands_rclone.Output };
  create_a_vast_ai_deployment_start: { input: create_a_vast_ai_deployment_start.Input; output: create_a_vast_ai_deployment_start.Output };
  create_a_vast_ai_deployment_stop: { input: create_a_vast_ai_deployment_stop.Input; output: create_a_vast_ai_deployment_stop.Output };
  create_a_vast_ai_endptjob: { input: create_a_vast_ai_endptjob.Input; output: create_a_vast_ai_endptjob.Output };
  create_a_vast_ai_instance_ssh: { input: create_a_vast_ai_instance_ssh.Input; output: create_a_vast_ai_instance_ssh.Output };
  create_a_vast_ai_network_disk: { input: create_a_vast_ai_network_disk.Input; output: create_a_vast_ai_network_disk.Output };
  create_a_vast_ai_network_volume: { input: create_a_vast_ai_network_volume.Input; output: create_a_vast_ai_network_volume.Output };
  create_a_vast_ai_network_volumes_unlist: { input: create_a_vast_ai_network_volumes_unlist.Input; output: create_a_vast_ai_network_volumes_unlist.Output };
  create_a_vast_ai_route: { input: create_a_vast_ai_route.Input; output: create_a_vast_ai_route.Output };
  create_a_vast_ai_secret: { input: create_a_vast_ai_secret.Input; output: create_a_vast_ai_secret.Output };
  create_a_vast_ai_ssh: { input: create_a_vast_ai_ssh.Input; output: create_a_vast_ai_ssh.Output };
  create_a_vast_ai_team: { input: create_a_vast_ai_team.Input; output: create_a_vast_ai_team.Output };
  create_a_vast_ai_team_invite: { input: create_a_vast_ai_team_invite.Input; output: create_a_vast_ai_team_invite.Output };
  create_a_vast_ai_team_role: { input: create_a_vast_ai_team_role.Input; output: create_a_vast_ai_team_role.Output };
  create_a_vast_ai_template: { input: create_a_vast_ai_template.Input; output: create_a_vast_ai_template.Output };
  create_a_vast_ai_user: { input: create_a_vast_ai_user.Input; output: create_a_vast_ai_user.Output };
  create_a_vast_ai_volumes_unlist: { input: create_a_vast_ai_volumes_unlist.Input; output: create_a_vast_ai_volumes_unlist.Output };
  create_a_vast_ai_webhook: { input: create_a_vast_ai_webhook.Input; output: create_a_vast_ai_webhook.Output };
  create_a_vast_ai_webhook_secret_rotation: { input: create_a_vast_ai_webhook_secret_rotation.Input; output: create_a_vast_ai_webhook_secret_rotation.Output };
  create_a_vast_ai_webhook_test: { input: create_a_vast_ai_webhook_test.Input; output: create_a_vast_ai_webhook_test.Output };
  create_a_vast_ai_workergroup: { input: create_a_vast_ai_workergroup.Input; output: create_a_vast_ai_workergroup.Output };
  delete_a_vast_ai_auth_apikey_by_id: { input: delete_a_vast_ai_auth_apikey_by_id.Input; output: delete_a_vast_ai_auth_apikey_by_id.Output };
  delete_a_vast_ai_commands_copy_direct_by_id: { input: delete_a_vast_ai_commands_copy_direct_by_id.Input; output: delete_a_vast_ai_commands_copy_direct_by_id.Output };
  delete_a_vast_ai_commands_rclone_by_id: { input: delete_a_vast_ai_commands_rclone_by_id.Input; output: delete_a_vast_ai_commands_rclone_by_id.Output };
  delete_a_vast_ai_endptjob_by_id: { input: delete_a_vast_ai_endptjob_by_id.Input; output: delete_a_vast_ai_endptjob_by_id.Output };
  delete_a_vast_ai_instance_by_id: { input: delete_a_vast_ai_instance_by_id.Input; output: delete_a_vast_ai_instance_by_id.Output };
  delete_a_vast_ai_instance_ssh_by_id: { input: delete_a_vast_ai_instance_ssh_by_id.Input; output: delete_a_vast_ai_instance_ssh_by_id.Output };
  delete_a_vast_ai_machine_ask_by_id: { input: delete_a_vast_ai_machine_ask_by_id.Input; output: delete_a_vast_ai_machine_ask_by_id.Output };
  delete_a_vast_ai_machine_defjob_by_id: { input: delete_a_vast_ai_machine_defjob_by_id.Input; output: delete_a_vast_ai_machine_defjob_by_id.Output };
  delete_a_vast_ai_secret_by_id: { input: delete_a_vast_ai_secret_by_id.Input; output: delete_a_vast_ai_secret_by_id.Output };
  delete_a_vast_ai_ssh_by_id: { input: delete_a_vast_ai_ssh_by_id.Input; output: delete_a_vast_ai_ssh_by_id.Output };
  delete_a_vast_ai_team_by_id: { input: delete_a_vast_ai_team_by_id.Input; output: delete_a_vast_ai_team_by_id.Output };
  delete_a_vast_ai_team_member_by_id: { input: delete_a_vast_ai_team_member_by_id.Input; output: delete_a_vast_ai_team_member_by_id.Output };
  delete_a_vast_ai_team_role_by_id: { input: delete_a_vast_ai_team_role_by_id.Input; output: delete_a_vast_ai_team_role_by_id.Output };
  delete_a_vast_ai_template_by_id: { input: delete_a_vast_ai_template_by_id.Input; output: delete_a_vast_ai_template_by_id.Output };
  delete_a_vast_ai_volume_by_id: { input: delete_a_vast_ai_volume_by_id.Input; output: delete_a_vast_ai_volume_by_id.Output };
  delete_a_vast_ai_webhook_by_id: { input: delete_a_vast_ai_webhook_by_id.Input; output: delete_a_vast_ai_webhook_by_id.Output };
  delete_a_vast_ai_workergroup_by_id: { input: delete_a_vast_ai_workergroup_by_id.Input; output: delete_a_vast_ai_workergroup_by_id.Output };
  get_single_vast_ai_deployment_by_id: { input: get_single_vast_ai_deployment_by_id.Input; output: get_single_vast_ai_deployment_by_id.Output };
  get_single_vast_ai_instance_by_id: { input: get_single_vast_ai_instance_by_id.Input; output: get_single_vast_ai_instance_by_id.Output };
  get_single_vast_ai_instances_balance_by_id: { input: get_single_vast_ai_instances_balance_by_id.Input; output: get_single_vast_ai_instances_balance_by_id.Output };
  get_single_vast_ai_team_role_by_id: { input: get_single_vast_ai_team_role_by_id.Input; output: get_single_vast_ai_team_role_by_id.Output };
  get_single_vast_ai_user_by_id: { input: get_single_vast_ai_user_by_id.Input; output: get_single_vast_ai_user_by_id.Output };
  list_all_vast_ai_auth_apikeys: { input: list_all_vast_ai_auth_apikeys.Input; output: list_all_vast_ai_auth_apikeys.Output };
  list_all_vast_ai_benchmarks: { input: list_all_vast_ai_benchmarks.Input; output: list_all_vast_ai_benchmarks.Output };
  list_all_vast_ai_charges: { input: list_all_vast_ai_charges.Input; output: list_all_vast_ai_charges.Output };
  list_all_vast_ai_deployments: { input: list_all_vast_ai_deployments.Input; output: list_all_vast_ai_deployments.Output };
  list_all_vast_ai_endpoint_logs: { input: list_all_vast_ai_endpoint_logs.Input; output: list_all_vast_ai_endpoint_logs.Output };
  list_all_vast_ai_endpoint_workers: { input: list_all_vast_ai_endpoint_workers.Input; output: list_all_vast_ai_endpoint_workers.Output };
  list_all_vast_ai_endptjobs: { input: list_all_vast_ai_endptjobs.Input; output: list_all_vast_ai_endptjobs.Output };
  list_all_vast_ai_gpu_locations: { input: list_all_vast_ai_gpu_locations.Input; output: list_all_vast_ai_gpu_locations.Output };
  list_all_vast_ai_gpu_metrics: { input: list_all_vast_ai_gpu_metrics.Input; output: list_all_vast_ai_gpu_metrics.Output };
  list_all_vast_ai_gpu_trends: { input: list_all_vast_ai_gpu_trends.Input; output: list_all_vast_ai_gpu_trends.Output };
  list_all_vast_ai_instance_sshes: { input: list_all_vast_ai_instance_sshes.Input; output: list_all_vast_ai_instance_sshes.Output };
  list_all_vast_ai_instances: { input: list_all_vast_ai_instances.Input; output: list_all_vast_ai_instances.Output };
  list_all_vast_ai_invoices: { input: list_all_vast_ai_invoices.Input; output: list_all_vast_ai_invoices.Output };
  list_all_vast_ai_machine_reports: { input: list_all_vast_ai_machine_reports.Input; output: list_all_vast_ai_machine_reports.Output };
  list_all_vast_ai_machines: { input: list_all_vast_ai_machines.Input; output: list_all_vast_ai_machines.Output };
  list_all_vast_ai_notification_types: { input: list_all_vast_ai_notification_types.Input; output: list_all_vast_ai_notification_types.Output };
  list_all_vast_ai_secrets: { input: list_all_vast_ai_secrets.Input; output: list_all_vast_ai_secrets.Output };
  list_all_vast_ai_sshes: { input: list_all_vast_ai_sshes.Input; output: list_all_vast_ai_sshes.Output };
  list_all_vast_ai_subaccounts: { input: list_all_vast_ai_subaccounts.Input; output: list_all_vast_ai_subaccounts.Output };
  list_all_vast_ai_team_members: { input: list_all_vast_ai_team_members.Input; output: list_all_vast_ai_team_members.Output };
  list_all_vast_ai_team_roles_fulls: { input: list_all_vast_ai_team_roles_fulls.Input; output: list_all_vast_ai_team_roles_fulls.Output };
  list_all_vast_ai_templates: { input: list_all_vast_ai_templates.Input; output: list_all_vast_ai_templates.Output };
  list_all_vast_ai_user_ipaddrs: { input: list_all_vast_ai_user_ipaddrs.Input; output: list_all_vast_ai_user_ipaddrs.Output };
  list_all_vast_ai_user_machine_earnings: { input: list_all_vast_ai_user_machine_earnings.Input; output: list_all_vast_ai_user_machine_earnings.Output };
  list_all_vast_ai_user_notification_prefs: { input: list_all_vast_ai_user_notification_prefs.Input; output: list_all_vast_ai_user_notification_prefs.Output };
  list_all_vast_ai_users_cloud_integrations: { input: list_all_vast_ai_users_cloud_integrations.Input; output: list_all_vast_ai_users_cloud_integrations.Output };
  list_all_vast_ai_volumes: { input: list_all_vast_ai_volumes.Input; output: list_all_vast_ai_volumes.Output };
  list_all_vast_ai_webhooks: { input: list_all_vast_ai_webhooks.Input; output: list_all_vast_ai_webhooks.Output };
  list_all_vast_ai_workergroup_logs: { input: list_all_vast_ai_workergroup_logs.Input; output: list_all_vast_ai_workergroup_logs.Output };
  list_all_vast_ai_workergroup_workers: { input: list_all_vast_ai_workergroup_workers.Input; output: list_all_vast_ai_workergroup_workers.Output };
  list_all_vast_ai_workergroups: { input: list_all_vast_ai_workergroups.Input; output: list_all_vast_ai_workergroups.Output };
  update_a_vast_ai_ask_by_id: { input: update_a_vast_ai_ask_by_id.Input; output: update_a_vast_ai_ask_by_id.Output };
  update_a_vast_ai_commands_copy_direct_by_id: { input: update_a_vast_ai_commands_copy_direct_by_id.Input; output: update_a_vast_ai_commands_copy_direct_by_id.Output };
  update_a_vast_ai_commands_transfer_credit_by_id: { input: update_a_vast_ai_commands_transfer_credit_by_id.Input; output: update_a_vast_ai_commands_transfer_credit_by_id.Output };
  update_a_vast_ai_endptjob_by_id: { input: update_a_vast_ai_endptjob_by_id.Input; output: update_a_vast_ai_endptjob_by_id.Output };
  update_a_vast_ai_instance_by_id: { input: update_a_vast_ai_instance_by_id.Input; output: update_a_vast_ai_instance_by_id.Output };
  update_a_vast_ai_instances_bid_price_by_id: { input: update_a_vast_ai_instances_bid_price_by_id.Input; output: update_a_vast_ai_instances_bid_price_by_id.Output };
  update_a_vast_ai_instances_command_by_id: { input: update_a_vast_ai_instances_command_by_id.Input; output: update_a_vast_ai_instances_command_by_id.Output };
  update_a_vast_ai_instances_prepay_by_id: { input: update_a_vast_ai_instances_prepay_by_id.Input; output: update_a_vast_ai_instances_prepay_by_id.Output };
  update_a_vast_ai_instances_reboot_by_id: { input: update_a_vast_ai_instances_reboot_by_id.Input; output: update_a_vast_ai_instances_reboot_by_id.Output };
  update_a_vast_ai_instances_recycle_by_id: { input: update_a_vast_ai_instances_recycle_by_id.Input; output: update_a_vast_ai_instances_recycle_by_id.Output };
  update_a_vast_ai_instances_request_log_by_id: { input: update_a_vast_ai_instances_request_log_by_id.Input; output: update_a_vast_ai_instances_request_log_by_id.Output };
  update_a_vast_ai_machine_cancel_maint_by_id: { input: update_a_vast_ai_machine_cancel_maint_by_id.Input; output: update_a_vast_ai_machine_cancel_maint_by_id.Output };
  update_a_vast_ai_machine_cleanup_by_id: { input: update_a_vast_ai_machine_cleanup_by_id.Input; output: update_a_vast_ai_machine_cleanup_by_id.Output };
  update_a_vast_ai_machine_dnotify_by_id: { input: update_a_vast_ai_machine_dnotify_by_id.Input; output: update_a_vast_ai_machine_dnotify_by_id.Output };
  update_a_vast_ai_machine_minbid_by_id: { input: update_a_vast_ai_machine_minbid_by_id.Input; output: update_a_vast_ai_machine_minbid_by_id.Output };
  update_a_vast_ai_machines_create_ask_by_id: { input: update_a_vast_ai_machines_create_ask_by_id.Input; output: update_a_vast_ai_machines_create_ask_by_id.Output };
  update_a_vast_ai_machines_create_bid_by_id: { input: update_a_vast_ai_machines_create_bid_by_id.Input; output: update_a_vast_ai_machines_create_bid_by_id.Output };
  update_a_vast_ai_network_volume_by_id: { input: update_a_vast_ai_network_volume_by_id.Input; output: update_a_vast_ai_network_volume_by_id.Output };
  update_a_vast_ai_secret_by_id: { input: update_a_vast_ai_secret_by_id.Input; output: update_a_vast_ai_secret_by_id.Output };
  update_a_vast_ai_ssh_by_id: { input: update_a_vast_ai_ssh_by_id.Input; output: update_a_vast_ai_ssh_by_id.Output };
  update_a_vast_ai_team_role_by_id: { input: update_a_vast_ai_team_role_by_id.Input; output: update_a_vast_ai_team_role_by_id.Output };
  update_a_vast_ai_template_by_id: { input: update_a_vast_ai_template_by_id.Input; output: update_a_vast_ai_template_by_id.Output };
  update_a_vast_ai_user_by_id: { input: update_a_vast_ai_user_by_id.Input; output: update_a_vast_ai_user_by_id.Output };
  update_a_vast_ai_user_notification_prefs_by_id: { input: update_a_vast_ai_user_notification_prefs_by_id.Input; output: update_a_vast_ai_user_notification_prefs_by_id.Output };
  update_a_vast_ai_volume_by_id: { input: update_a_vast_ai_volume_by_id.Input; output: update_a_vast_ai_volume_by_id.Output };
  update_a_vast_ai_webhook_by_id: { input: update_a_vast_ai_webhook_by_id.Input; output: update_a_vast_ai_webhook_by_id.Output };
  update_a_vast_ai_workergroup_by_id: { input: update_a_vast_ai_workergroup_by_id.Input; output: update_a_vast_ai_workergroup_by_id.Output };
  vast_ai_network_volumes_search: { input: vast_ai_network_volumes_search.Input; output: vast_ai_network_volumes_search.Output };
  vast_ai_volumes_search: { input: vast_ai_volumes_search.Input; output: vast_ai_volumes_search.Output };
}

export const calls = {
  create_a_vast_ai_auth_apikey: create_a_vast_ai_auth_apikey.call,
  create_a_vast_ai_bundle: create_a_vast_ai_bundle.call,
  create_a_vast_ai_commands_rclone: create_a_vast_ai_commands_rclone.call,
  create_a_vast_ai_deployment_start: create_a_vast_ai_deployment_start.call,
  create_a_vast_ai_deployment_stop: create_a_vast_ai_deployment_stop.call,
  create_a_vast_ai_endptjob: create_a_vast_ai_endptjob.call,
  create_a_vast_ai_instance_ssh: create_a_vast_ai_instance_ssh.call,
  create_a_vast_ai_network_disk: create_a_vast_ai_network_disk.call,
  create_a_vast_ai_network_volume: create_a_vast_ai_network_volume.call,
  create_a_vast_ai_network_volumes_unlist: create_a_vast_ai_network_volumes_unlist.call,
  create_a_vast_ai_route: create_a_vast_ai_route.call,
  create_a_vast_ai_secret: create_a_vast_ai_secret.call,
  create_a_vast_ai_ssh: create_a_vast_ai_ssh.call,
  create_a_vast_ai_team: create_a_vast_ai_team.call,
  create_a_vast_ai_team_invite: create_a_vast_ai_team_invite.call,
  create_a_vast_ai_team_role: create_a_vast_ai_team_role.call,
  create_a_vast_ai_template: create_a_vast_ai_template.call,
  create_a_vast_ai_user: create_a_vast_ai_user.call,
  create_a_vast_ai_volumes_unlist: create_a_vast_ai_volumes_unlist.call,
  create_a_vast_ai_webhook: create_a_vast_ai_webhook.call,
  create_a_vast_ai_webhook_secret_rotation: create_a_vast_ai_webhook_secret_rotation.call,
  create_a_vast_ai_webhook_test: create_a_vast_ai_webhook_test.call,
  create_a_vast_ai_workergroup: create_a_vast_ai_workergroup.call,
  delete_a_vast_ai_auth_apikey_by_id: delete_a_vast_ai_auth_apikey_by_id.call,
  delete_a_vast_ai_commands_copy_direct_by_id: delete_a_vast_ai_commands_copy_direct_by_id.call,
  delete_a_vast_ai_commands_rclone_by_id: delete_a_vast_ai_commands_rclone_by_id.call,
  delete_a_vast_ai_endptjob_by_id: delete_a_vast_ai_endptjob_by_id.call,
  delete_a_vast_ai_instance_by_id: delete_a_vast_ai_instance_by_id.call,
  delete_a_vast_ai_instance_ssh_by_id: delete_a_vast_ai_instance_ssh_by_id.call,
  delete_a_vast_ai_machine_ask_by_id: delete_a_vast_ai_machine_ask_by_id.call,
  delete_a_vast_ai_machine_defjob_by_id: delete_a_vast_ai_machine_defjob_by_id.call,
  delete_a_vast_ai_secret_by_id: delete_a_vast_ai_secret_by_id.call,
  delete_a_vast_ai_ssh_by_id: delete_a_vast_ai_ssh_by_id.call,
  delete_a_vast_ai_team_by_id: delete_a_vast_ai_team_by_id.call,
  delete_a_vast_ai_team_member_by_id: delete_a_vast_ai_team_member_by_id.call,
  delete_a_vast_ai_team_role_by_id: delete_a_vast_ai_team_role_by_id.call,
  delete_a_vast_ai_template_by_id: delete_a_vast_ai_template_by_id.call,
  delete_a_vast_ai_volume_by_id: delete_a_vast_ai_volume_by_id.call,
  delete_a_vast_ai_webhook_by_id: delete_a_vast_ai_webhook_by_id.call,
  delete_a_vast_ai_workergroup_by_id: delete_a_vast_ai_workergroup_by_id.call,
  get_single_vast_ai_deployment_by_id: get_single_vast_ai_deployment_by_id.call,
  get_single_vast_ai_instance_by_id: get_single_vast_ai_instance_by_id.call,
  get_single_vast_ai_instances_balance_by_id: get_single_vast_ai_instances_balance_by_id.call,
  get_single_vast_ai_team_role_by_id: get_single_vast_ai_team_role_by_id.call,
  get_single_vast_ai_user_by_id: get_single_vast_ai_user_by_id.call,
  list_all_vast_ai_auth_apikeys: list_all_vast_ai_auth_apikeys.call,
  list_all_vast_ai_benchmarks: list_all_vast_ai_benchmarks.call,
  list_all_vast_ai_charges: list_all_vast_ai_charges.call,
  list_all_vast_ai_deployments: list_all_vast_ai_deployments.call,
  list_all_vast_ai_endpoint_logs: list_all_vast_ai_endpoint_logs.call,
  list_all_vast_ai_endpoint_workers: list_all_vast_ai_endpoint_workers.call,
  list_all_vast_ai_endptjobs: list_all_vast_ai_endptjobs.call,
  list_all_vast_ai_gpu_locations: list_all_vast_ai_gpu_locations.call,
  list_all_vast_ai_gpu_metrics: list_all_vast_ai_gpu_metrics.call,
  list_all_vast_ai_gpu_trends: list_all_vast_ai_gpu_trends.call,
  list_all_vast_ai_instance_sshes: list_all_vast_ai_instance_sshes.call,
  list_all_vast_ai_instances: list_all_vast_ai_instances.call,
  list_all_vast_ai_invoices: list_all_vast_ai_invoices.call,
  list_all_vast_ai_machine_reports: list_all_vast_ai_machine_reports.call,
  list_all_vast_ai_machines: list_all_vast_ai_machines.call,
  list_all_vast_ai_notification_types: list_all_vast_ai_notification_types.call,
  list_all_vast_ai_secrets: list_all_vast_ai_secrets.call,
  list_all_vast_ai_sshes: list_all_vast_ai_sshes.call,
  list_all_vast_ai_subaccounts: list_all_vast_ai_subaccounts.call,
  list_all_vast_ai_team_members: list_all_vast_ai_team_members.call,
  list_all_vast_ai_team_roles_fulls: list_all_vast_ai_team_roles_fulls.call,
  list_all_vast_ai_templates: list_all_vast_ai_templates.call,
  list_all_vast_ai_user_ipaddrs: list_all_vast_ai_user_ipaddrs.call,
  list_all_vast_ai_user_machine_earnings: list_all_vast_ai_user_machine_earnings.call,
  list_all_vast_ai_user_notification_prefs: list_all_vast_ai_user_notification_prefs.call,
  list_all_vast_ai_users_cloud_integrations: list_all_vast_ai_users_cloud_integrations.call,
  list_all_vast_ai_volumes: list_all_vast_ai_volumes.call,
  list_all_vast_ai_webhooks: list_all_vast_ai_webhooks.call,
  list_all_vast_ai_workergroup_logs: list_all_vast_ai_workergroup_logs.call,
  list_all_vast_ai_workergroup_workers: list_all_vast_ai_workergroup_workers.call,
  list_all_vast_ai_workergroups: list_all_vast_ai_workergroups.call,
  update_a_vast_ai_ask_by_id: update_a_vast_ai_ask_by_id.call,
  update_a_vast_ai_commands_copy_direct_by_id: update_a_vast_ai_commands_copy_direct_by_id.call,
  update_a_vast_ai_commands_transfer_credit_by_id: update_a_vast_ai_commands_transfer_credit_by_id.call,
  update_a_vast_ai_endptjob_by_id: update_a_vast_ai_endptjob_by_id.call,
  update_a_vast_ai_instance_by_id: update_a_vast_ai_instance_by_id.call,
  update_a_vast_ai_instances_bid_price_by_id: update_a_vast_ai_instances_bid_price_by_id.call,
  update_a_vast_ai_instances_command_by_id: update_a_vast_ai_instances_command_by_id.call,
  update_a_vast_ai_instances_prepay_by_id: update_a_vast_ai_instances_prepay_by_id.call,
  update_a_vast_ai_instances_reboot_by_id: update_a_vast_ai_instances_reboot_by_id.call,
  update_a_vast_ai_instances_recycle_by_id: update_a_vast_ai_instances_recycle_by_id.call,
  update_a_vast_ai_instances_request_log_by_id: update_a_vast_ai_instances_request_log_by_id.call,
  update_a_vast_ai_machine_cancel_maint_by_id: update_a_vast_ai_machine_cancel_maint_by_id.call,
  update_a_vast_ai_machine_cleanup_by_id: update_a_vast_ai_machine_cleanup_by_id.call,
  update_a_vast_ai_machine_dnotify_by_id: update_a_vast_ai_machine_dnotify_by_id.call,
  update_a_vast_ai_machine_minbid_by_id: update_a_vast_ai_machine_minbid_by_id.call,
  update_a_vast_ai_machines_create_ask_by_id: update_a_vast_ai_machines_create_ask_by_id.call,
  update_a_vast_ai_machines_create_bid_by_id: update_a_vast_ai_machines_create_bid_by_id.call,
  update_a_vast_ai_network_volume_by_id: update_a_vast_ai_network_volume_by_id.call,
  update_a_vast_ai_secret_by_id: update_a_vast_ai_secret_by_id.call,
  update_a_vast_ai_ssh_by_id: update_a_vast_ai_ssh_by_id.call,
  update_a_vast_ai_team_role_by_id: update_a_vast_ai_team_role_by_id.call,
  update_a_vast_ai_template_by_id: update_a_vast_ai_template_by_id.call,
  update_a_vast_ai_user_by_id: update_a_vast_ai_user_by_id.call,
  update_a_vast_ai_user_notification_prefs_by_id: update_a_vast_ai_user_notification_prefs_by_id.call,
  update_a_vast_ai_volume_by_id: update_a_vast_ai_volume_by_id.call,
  update_a_vast_ai_webhook_by_id: update_a_vast_ai_webhook_by_id.call,
  update_a_vast_ai_workergroup_by_id: update_a_vast_ai_workergroup_by_id.call,
  vast_ai_network_volumes_search: vast_ai_network_volumes_search.call,
  vast_ai_volumes_search: vast_ai_volumes_search.call,
} as const;
