/**
 * Marks a schema whose type is not the server's, but follows from its keywords
 * (`properties`). Where another part of the schema says a type, that counts:
 * JSON Schema asks `properties` of objects alone. Only a rule sets the mark.
 */
export const INFERRED: unique symbol = Symbol("inferred type");
