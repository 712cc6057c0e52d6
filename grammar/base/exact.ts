/**
 * The list in exactly the room it needs. One that grew by `push` holds room for sixteen more, and trees, which are kept,
 * have very many short lists.
 */
export function exact<T>(grown: T[]): T[] {
  return grown.slice();
}
