/**
 * The strongly connected components of a graph: the largest groups of nodes
 * that all lead to each other. A component stands after those that it leads to.
 *
 * @param edges - the nodes that a node leads to; those that are not in `nodes` are ignored.
 */
export function strongComponents(
  nodes: readonly string[],
  edges: (node: string) => Iterable<string>,
): readonly (readonly string[])[] {
  const known = new Set(nodes);
  const order = new Map<string, number>();
  /** The earliest node on the stack that a node leads to. */
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const components: string[][] = [];
  const enter = (node: string) => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, next: edges(node)[Symbol.iterator]() };
  };
  const lower = (node: string, to: number | undefined) => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, to ?? Infinity));
  };
  for (const root of nodes) {
    if (order.has(root)) continue;
    // A list instead of recursion: chains of types may be too long for the stack.
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node, next } = top;
      const step = next.next();
      if (step.done === true) {
        path.pop();
        const outer = path.at(-1)?.node;
        if (outer !== undefined) lower(outer, lowest.get(node));
        if (lowest.get(node) === order.get(node)) {
          const component = stack.splice(stack.indexOf(node));
          for (const member of component) onStack.delete(member);
          components.push(component);
        }
        continue;
      }
      const target = step.value;
      if (!known.has(target)) continue;
      if (!order.has(target)) path.push(enter(target));
      else if (onStack.has(target)) lower(node, order.get(target));
    }
  }
  return components;
}
