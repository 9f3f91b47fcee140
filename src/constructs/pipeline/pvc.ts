import { component } from './component';

/**
 * A step that claims a volume; its output `name` goes into `kubernetes: { pvcs }` of other steps. Give `pvc_name`, or
 * `pvc_name_suffix` for a claim of its own in each run. Pipelines knows it by its image.
 */
export const createPvc = component({
  name: 'createpvc',
  image: 'argostub/createpvc',
  inputs: {
    access_modes: 'list',
    size: 'string',
    pvc_name: 'string?',
    pvc_name_suffix: 'string?',
    storage_class_name: { string: '' },
    volume_name: 'string?',
    annotations: 'struct?',
  },
  outputs: { name: 'string' },
});

/** A step that deletes a claim. */
export const deletePvc = component({ name: 'deletepvc', image: 'argostub/deletepvc', inputs: { pvc_name: 'string' } });
