import { createServer, type Server, type Socket } from "node:net";
import type { Random } from "../random.js";
import { oddAnswer } from "./odd-answers.js";
import type { Asked } from "./odd-documents.js";

/** A server of bytes: each request gets an odd answer. */
export async function oddServer(
  random: Random,
  sockets: Set<Socket>,
): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (data) => {
      text += data.toString("latin1");
      const [head = "", body] = text.split("\r\n\r\n", 2);
      const length = /^content-length: *(\d+)/im.exec(head)?.[1] ?? "0";
      if (body === undefined || body.length < Number(length)) return;
      text = "";
      answer(socket, head, random);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

function answer(socket: Socket, head: string, random: Random): void {
  const { bytes, end } = oddAnswer(askedIn(head), random);
  socket.write(bytes);
  if (end === "close") socket.end();
  if (end === "reset") socket.resetAndDestroy();
  if (end === "drip") {
    const timer = setInterval(() => socket.write(" "), 30);
    socket.on("close", () => {
      clearInterval(timer);
    });
  }
}

function askedIn(head: string): Asked {
  const [, method = "", path = ""] = /^(\S+) (\S+)/.exec(head) ?? [];
  if (method === "POST") return "execution";
  if (/\/results/.test(path)) return "results";
  if (/\/jobs\/j/.test(path)) return "status";
  return /\/f$/.test(path) ? "file" : "list";
}
