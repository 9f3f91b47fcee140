import type { IConstruct } from 'constructs';
import { addSynthCheck } from './app';
import { at, pathOf } from './errors';

const WARNING = 'kubeflow-cdk/warning';

/** Has synthesis print a sentence about a construct, which goes on all the same. */
export function warn(construct: IConstruct, sentence: string): void {
  construct.node.addMetadata(WARNING, sentence);
}

addSynthCheck((objects) => ({
  problems: [],
  warnings: objects.flatMap(({ construct }) =>
    construct.node.metadata
      .filter(({ type }) => type === WARNING)
      .map(({ data }) => at(pathOf(construct), String(data))),
  ),
}));
