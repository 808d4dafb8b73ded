// Made by `npm run docs` from the operations themselves.

/** Rent offer. Rents a machine by taking an offer: a container of the given image, or of a template’s, is made there. With a price it is an interruptible bid: it runs while no higher bid and no on-demand renter wants the GPUs, and is paused otherwise. Without one it is on demand and stays until it is ended. GPUs are billed while it runs, disk as long as it exists, traffic in every state. The size of the disk is fixed for life. */
export type Input = {
  /** The offer’s number, from a search. It can be taken once. For example 28394712. */
  id: number;
  /** The Docker image to run; left out when a template names one. For example "pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime". */
  image?: string;
  /** hash_id of a template; what is said here beside it goes before what it says. For example "4e17788f74f075dd9aab7d0d4427968f". */
  template_hash_id?: string;
  /** Disk in GB, 8 at least; fixed for the life of the instance. For example 40. */
  disk: number;
  /** A name for people to know it by. For example "llama-ft-12". */
  label?: string;
  /** How one gets in: ssh, ssh_direct, jupyter, jupyter_direct, or args to run the image as it is. For example "ssh_direct". */
  runtype?: string;
  /** What it is to be once its container is made. Without it: "running". For example "running". */
  target_state?: "running" | "stopped";
  /** A bid in US dollars per hour for the whole machine, from 0.001 to 128: makes the instance interruptible. On demand without it. For example "0.25". */
  price?: string;
  /** Environment variables; a key such as "-p 8000:8000" with the value "1" opens a port. Without it: {}. For example {"HF_HOME":"/workspace/hf","-p 8000:8000":"1"}. */
  env?: Record<string, string>;
  /** A shell script that runs at each start of the container, 4096 characters at most. For example "nvidia-smi". */
  onstart?: string;
  /** Fail when the offer is taken, rather than wait for it as a stopped instance that bills its disk. Without it: true. For example true. */
  cancel_unavail?: boolean;
  /** Arguments for the image’s entry point, with runtype args. For example ["--port","8000"]. */
  args?: string[];
  /** The same arguments as one line of shell; instead of args. For example "--port 8000". */
  args_str?: string;
  /** JupyterLab rather than the plain notebook, with a jupyter runtype. For example true. */
  use_jupyter_lab?: boolean;
  /** The folder in which Jupyter starts. For example "/workspace". */
  jupyter_dir?: string;
  /** Sets Python’s locale to C.UTF-8. For example true. */
  python_utf8?: boolean;
  /** Sets the system’s locale to C.UTF-8. For example true. */
  lang_utf8?: boolean;
  /** A virtual machine rather than a container; needs an SSH key first. For example false. */
  vm?: boolean;
  /** The user the container runs as; some images fail under another. For example "root". */
  user?: string;
  /** Login for a private registry, as docker login takes it. For example "-u ada -p example registry.example.com". */
  image_login?: string;
  /** Leaves out Vast.ai’s checks of what is asked. For example false. */
  force?: boolean;
  /** A volume to mount at mount_path. create_new true rents one: volume_id is the volume offer’s number, size its GB; false takes one that is there by its number. It must be on the same machine. For example {"create_new":true,"volume_id":28394713,"size":100,"mount_path":"/data"}. */
  volume_info?: {
    create_new: boolean;
    volume_id: number;
    size?: number;
    mount_path: string;
    name?: string;
  };
};

export type Output = {
  success: true;
  new_contract: number;
  [field: string]: unknown;
};

export const call = {
  "method": "PUT",
  "path": "asks/{id}",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
