/**
 * Relations of links between resources of one server (OGC 18-062r2, section 7.10; RFC 8288; OGC relation types), also
 * where they are written as URIs. A link without a relation says nothing of what it leads to.
 */
const RESOURCE_RELATIONS =
  /^$|(?:^|\/)(?:alternate|canonical|collection|execute|item|job-list|next|prev|process-desc|processes|results|self|up)$|\bogc\/(?:rel|\d[\d.]*)\//;

/** Whether a link leads to a resource of the server itself, and so documents nothing. */
export function isResourceRelation(relation: string): boolean {
  return RESOURCE_RELATIONS.test(relation);
}

/** A link without its host: the same service may be reached by several names. A relative reference stays as it is. */
export function withoutHost(href: string): string {
  if (!URL.canParse(href)) return href;
  const { pathname, search, hash } = new URL(href);
  return `${pathname}${search}${hash}`;
}
