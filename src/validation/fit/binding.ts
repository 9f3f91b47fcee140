import { attracts, type PodClass, type Term } from './classes';

/**
 * The classes without the relations that cannot bind among them: anti-affinity to nobody there, affinity of a single pod
 * to itself, and a spread that the workload's few pods keep wherever they are. What nodes they need for it is decided.
 */
export function binding(classes: readonly PodClass[]): readonly PodClass[] {
  const pods = new Map<number, number>();
  for (const { workload, count } of classes) pods.set(workload, (pods.get(workload) ?? 0) + count);
  const others = (one: PodClass, term: Term): Term => ({
    key: term.key,
    to: new Set([...term.to].filter((workload) => (pods.get(workload) ?? 0) > (workload === one.workload ? 1 : 0))),
  });
  return classes.map((one) => {
    const alone =
      one.count === 1 && attracts(one, one) && classes.every((other) => other === one || !attracts(one, other));
    return {
      ...one,
      anti: one.anti.map((term) => others(one, term)).filter(({ to }) => to.size > 0),
      affinity: alone ? [] : one.affinity,
      spread: one.spread.filter(({ maxSkew }) => pods.get(one.workload)! > maxSkew),
    };
  });
}
