import type { DifferencesOf } from '../differences';

const NONE_IN_THE_WORLD = 'Vast.ai sends an empty list, too, for an instance that has none.';

export const instances: DifferencesOf = {
  update_a_vast_ai_ask_by_id: {
    request: {
      'added: body client_id': 'The official client sends it with every rent.',
      'body env is object, documented string':
        'Servers take the object that the official client sends and ignore the documented text (docs/vast.md).',
      'optional: body image, documented as required': 'A template brings its own image.',
      'required: body disk, documented as optional':
        'Disk is fixed for life and billed while the instance exists: nobody gets a size without having said it.',
    },
  },
  list_all_vast_ai_instances: {
    reply: {
      'reply.instances[].image_args is an empty list': NONE_IN_THE_WORLD,
      'reply.instances[].extra_env is an empty list': NONE_IN_THE_WORLD,
      'reply.instances[].volume_info is an empty list': NONE_IN_THE_WORLD,
      'reply.instances[].onstart is null, documented string':
        'Null without a script, as the document itself says of the single read.',
    },
  },
  get_single_vast_ai_instance_by_id: {
    reply: {
      'reply.instances.image_args is an empty list': NONE_IN_THE_WORLD,
      'reply.instances.extra_env is an empty list': NONE_IN_THE_WORLD,
      'reply.instances.ports is object, documented array':
        'Clients read an object keyed "22/tcp", as the list’s own documentation has it (docs/vast.md).',
      'reply.instances.score is null, documented number': 'The list’s documentation lets it be null.',
    },
  },
};
