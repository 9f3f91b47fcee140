import fc from 'fast-check';
import { fit as judge } from '../../../src/validation/fit';
import { Budget } from '../../../src/validation/fit/budget';
import { classOf } from '../../../src/validation/fit/classes';
import { fleetOf } from '../../../src/validation/fit/fleet';
import { place } from '../../../src/validation/fit/place';
import { workloadsOf } from '../../../src/validation/fit/pods';
import { bruteForce } from './brute-force';
import { documents, queuedDocuments } from './documents';
import { cpuPool, document, training } from './verdict';

describe('the search', () => {
  it.each([
    ['requests, taints and selectors', false, 300],
    ['affinity, anti-affinity and spread', true, 800],
  ] as const)('agrees with trying everything: %s', (_, related, numRuns) => {
    fc.assert(
      fc.property(documents(related), (one) => {
        const { verdict, culprit } = judge(one);
        expect({ verdict, culprit }).toEqual({ culprit: undefined, ...bruteForce(one) });
      }),
      { numRuns, seed: 6 },
    );
  });

  it('agrees with trying everything: flavors of a queue, parallel copies', () => {
    fc.assert(
      fc.property(queuedDocuments, (one) => {
        const { verdict, culprit } = judge(one);
        expect({ verdict, culprit }).toEqual({ culprit: undefined, ...bruteForce(one) });
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('gives the same answer to the same document', () => {
    const [one] = fc.sample(documents(true), { numRuns: 1, seed: 1 });
    expect(judge(one!)).toEqual(judge(one!));
  });

  it('says unknown, not no, where its budget ends first', () => {
    const sizes = [6, 6, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2];
    const one = document(
      cpuPool({ cpu: 10, maxNodes: 5 }),
      training(
        't',
        sizes.map((cpu) => ({ cpu, memoryGi: 1 })),
      ),
    );
    const fleet = fleetOf(one);
    const workloads = workloadsOf(one);
    const classes = workloads[0]!.templates.map((template) =>
      classOf(fleet, workloads, { template, count: 1, flavorLabels: {} }),
    );
    expect(place(fleet, classes, new Budget(5))).toBe('unknown');
    expect(place(fleet, classes, new Budget(1e6))).toBe('yes');
  });
});
