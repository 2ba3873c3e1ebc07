import { faultAt, type JoinFault } from "./faults.js";
import type { ImportOf, RoomFile } from "./room-file.js";

/**
 * The files of a unit in the order of its text: room by room, lowest first, and each file after those of
 * which it imports values, since classes and tables are made from them when the file is loaded.
 */
export function inDependencyOrder(
  files: readonly RoomFile[],
  faults: JoinFault[],
): readonly RoomFile[] {
  const rooms = new Map<string, RoomFile[]>();
  for (const file of files) {
    const room = roomOf(file.path);
    rooms.set(room, [...(rooms.get(room) ?? []), file]);
  }
  const order = sorted(
    [...rooms.keys()],
    (room) =>
      (rooms.get(room) ?? []).flatMap(({ imports }) =>
        imports.map(({ target }) => roomOf(target)),
      ),
    (cycle) => faults.push(circleOfRooms(cycle, rooms)),
  );
  return order.flatMap((room) => filesInOrder(rooms.get(room) ?? [], faults));
}

function filesInOrder(
  files: readonly RoomFile[],
  faults: JoinFault[],
): readonly RoomFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const values = (path: string): readonly ImportOf[] =>
    (byPath.get(path)?.imports ?? []).filter(({ isTypeOnly }) => !isTypeOnly);
  return sorted(
    [...byPath.keys()],
    (path) => values(path).map(({ target }) => target),
    (path) => {
      const message = `${path} imports values of files that import values of it: move what both need into a third file.`;
      const [imported] = values(path);
      if (imported !== undefined)
        faults.push(faultAt(path, imported.node, message));
    },
  ).flatMap((path) => byPath.get(path) ?? []);
}

function circleOfRooms(
  room: string,
  rooms: ReadonlyMap<string, readonly RoomFile[]>,
): JoinFault {
  const path = rooms.get(room)?.[0]?.path ?? room;
  const message = `the room ${room} imports rooms that import it: rooms stand one above the other.`;
  return { path, line: 1, message };
}

/** The room of a file: the first folder of its path. */
function roomOf(path: string): string {
  return path.split("/", 1)[0] ?? path;
}

/** Names, each behind those that it needs; what needs nothing of the others is in alphabetical order. */
function sorted(
  names: readonly string[],
  neededBy: (name: string) => readonly string[],
  onCycle: (name: string) => void,
): readonly string[] {
  const alphabetical = [...names].sort();
  const own = new Set(alphabetical);
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    if (done.has(name)) return;
    if (open.has(name)) {
      onCycle(name);
      return;
    }
    open.add(name);
    for (const needed of [...neededBy(name)].sort()) {
      if (needed !== name && own.has(needed)) visit(needed);
    }
    open.delete(name);
    done.add(name);
  };
  for (const name of alphabetical) visit(name);
  return [...done];
}
