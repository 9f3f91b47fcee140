import type { Service } from './katib-ids';
import { pythonFloat } from './katib-numbers';
import { at, given, list, record, records, text } from './read';

export function checkGraph({ report }: Service, spec: Record<string, unknown>): void {
  const graph = record(at(spec, 'nasConfig', 'graphConfig'));
  const path = 'spec.nasConfig.graphConfig';
  if (list(graph.inputSizes).length === 0) report('katib/nas-config', `${path}.inputSizes`, 'is required');
  if (list(graph.outputSizes).length === 0) report('katib/nas-config', `${path}.outputSizes`, 'is required');
  if (!given(graph.numLayers) || graph.numLayers === 0) report('katib/nas-config', `${path}.numLayers`, 'is required');
}

export function checkOperations({ report }: Service, spec: Record<string, unknown>): void {
  const rule = 'katib/nas-config';
  for (const [i, operation] of records(at(spec, 'nasConfig', 'operations')).entries()) {
    const path = `spec.nasConfig.operations[${i}]`;
    if (text(operation.operationType) === '') report(rule, `${path}.operationType`, 'is required');
    const parameters = records(operation.parameters);
    if (parameters.length === 0) report(rule, `${path}.parameters`, 'is required');
    for (const [j, parameter] of parameters.entries())
      checkOperationParameter(report, parameter, `${path}.parameters[${j}]`);
  }
}

function checkOperationParameter(report: Service['report'], parameter: Record<string, unknown>, path: string): void {
  const rule = 'katib/nas-config';
  const space = record(parameter.feasibleSpace);
  if (text(parameter.name) === '') report(rule, `${path}.name`, 'is required');
  switch (parameter.parameterType) {
    case 'categorical':
    case 'discrete':
      if (list(space.list).length === 0) report(rule, `${path}.feasibleSpace.list`, 'is required');
      return;
    case 'int':
    case 'double': {
      if (text(space.min) === '' && text(space.max) === '') report(rule, `${path}.feasibleSpace`, 'needs min and max');
      const step = pythonFloat(text(space.step));
      if (parameter.parameterType === 'double' && !(step !== undefined && !(step <= 0))) {
        report(rule, `${path}.feasibleSpace.step`, `'${text(space.step)}' must be a number more than 0`);
      }
      return;
    }
    default:
      report(rule, `${path}.parameterType`, 'must be double, int, categorical or discrete');
  }
}
