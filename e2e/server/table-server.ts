// Tables over HTTP, with the faults that object stores and networks have. For tests and the bench alone.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./answer.ts";
import { createMount, type Mount } from "./mount.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";

export interface TableServerOptions {
  /** By the first part of the path: `rides` is served below `/rides/`. The name "" serves what no other mount does. */
  readonly mounts: Readonly<Record<string, Partial<Mount> & Pick<Mount, "source">>>;
  /** A free one unless given. */
  readonly port?: number;
}

export interface TableServer {
  readonly origin: string;
  readonly log: RequestLog;
  /** A mount's switches, to be read and set. Errors: when there is no such mount. */
  mount(name: string): Mount;
  /** The address of a mount, without a slash at the end. */
  url(name: string): string;
  close(): Promise<void>;
}

export async function startTableServer({ mounts, port = 0 }: TableServerOptions): Promise<TableServer> {
  const byName = new Map(Object.entries(mounts).map(([name, options]) => [name, createMount(options)]));
  const log = createRequestLog();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://server.invalid");
    const [first = "", ...rest] = url.pathname.slice(1).split("/");
    const isNamed = first !== "" && byName.has(first);
    const name = isNamed ? first : "";
    const mount = byName.get(name);
    if (mount === undefined) {
      response.writeHead(404).end();
      return;
    }
    const path = isNamed ? rest.join("/") : url.pathname.slice(1);
    const key = path === "" ? "index.html" : decodeURIComponent(path);
    const entry = log.begin({
      mount: name,
      method: request.method ?? "",
      key,
      url: request.url ?? "",
      range: request.headers.range,
    });
    await answer({ mount, key, query: url.searchParams, request, response, entry });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    log,
    mount(name) {
      const mount = byName.get(name);
      if (mount === undefined) {
        throw new Error(`Cannot find mount ${name}: the server has ${[...byName.keys()].join(", ")}`);
      }
      return mount;
    },
    url: (name) => `${origin}/${encodeURIComponent(name)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
