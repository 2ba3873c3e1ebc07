import type { Choice, Claimant } from "./name-contest.js";
import { joinedTypeName, NameRegistry } from "./name-registry.js";
import type { TypeDraft } from "./type-drafts.js";

/** What a type's name follows from: its draft, without the type itself. */
export type TypeClaim = Pick<
  TypeDraft,
  "key" | "placeName" | "role" | "wanted"
>;

/** What the names of the types of one process follow from. */
export interface ProcessClaims {
  readonly id: string;
  /** Beginning of the names of types that are this process's own. */
  readonly typePrefix: string;
  readonly claims: readonly TypeClaim[];
}

/** A structure in a process that has it. The structure is its identity: processes that agree on its name share the type. */
export interface HeldType extends Claimant {
  readonly process: ProcessClaims;
  readonly claim: TypeClaim;
}

/** The types of a process, with the names that they would have. */
export function heldTypes(
  process: ProcessClaims,
  free: (name: string) => string,
): readonly HeldType[] {
  const { typePrefix, claims } = process;
  const rests = restsOf(process, free);
  return claims.map((claim): HeldType => {
    const rest = rests.get(claim) ?? "";
    const { wanted } = claim;
    const choices: Choice[] = [
      // Names of processes run together with those of their inputs: the
      // process with the shorter name is more likely to have been there first.
      { name: `${typePrefix}${rest}`, rank: 1 / (1 + typePrefix.length) },
      // No name of a schema or process has this mark, so that the last choice is always free.
      { name: `${typePrefix}_${rest}`, rank: 1 },
    ];
    if (wanted !== undefined) {
      choices.unshift({ name: free(joinedTypeName(wanted, "Type")), rank: 0 });
    }
    return { identity: claim.key, process, claim, choices };
  });
}

/**
 * What follows the name of the process in the names that are given after it.
 * They follow from the process alone: types without another name come first.
 */
function restsOf(
  { claims, typePrefix }: ProcessClaims,
  free: (name: string) => string,
): ReadonlyMap<TypeClaim, string> {
  const registry = new NameRegistry();
  const rests = new Map<TypeClaim, string>();
  const rank = ({ wanted }: TypeClaim) => (wanted === undefined ? 0 : 1);
  const inOrder = [...claims].sort((left, right) => rank(left) - rank(right));
  for (const claim of inOrder) {
    const { placeName, wanted, role } = claim;
    const name = free(
      joinedTypeName(
        wanted === undefined ? placeName : `${typePrefix}${wanted}`,
        "Type",
      ),
    );
    const given =
      wanted !== undefined && role === "output"
        ? registry.take(name, `${name}Output`)
        : registry.take(name);
    rests.set(
      claim,
      given.startsWith(typePrefix) ? given.slice(typePrefix.length) : given,
    );
  }
  return rests;
}
