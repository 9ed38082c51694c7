// DevTools sessions of a page's workers and of the workers that those start. Playwright has none for a worker, so the
// messages go through the session above it.

import type { Page } from "@playwright/test";

export type Send = <T>(method: string, params?: object) => Promise<T>;

interface Session {
  readonly send: Send;
  readonly onEvent: (listener: (method: string, params: never) => void) => void;
}

interface ChildSession extends Session {
  /** A message that came for it. */
  readonly take: (message: string) => void;
  readonly end: () => void;
}

/** What the three events have of it: each has the session, one a message, one what it is. */
interface TargetEvent {
  readonly sessionId: string;
  readonly message: string;
  readonly targetInfo: { readonly type: string };
}

/** Each worker by its session's id, as long as it lives; it runs `script` before its own first line. */
export async function attachToWorkers(page: Page, script: string): Promise<ReadonlyMap<string, Send>> {
  const root = await page.context().newCDPSession(page);
  const workers = new Map<string, Send>();
  await follow({
    send: (method, params) => root.send(method as never, params as never) as Promise<never>,
    onEvent: (listener) => {
      for (const method of ["attachedToTarget", "receivedMessageFromTarget", "detachedFromTarget"] as const) {
        root.on(`Target.${method}`, (params) => listener(`Target.${method}`, params as never));
      }
    },
  });
  return workers;

  async function follow(session: Session): Promise<void> {
    const children = new Map<string, ChildSession>();
    session.onEvent((method, params: TargetEvent) => {
      const { sessionId } = params;
      const child = children.get(sessionId);
      switch (method) {
        case "Target.attachedToTarget":
          children.set(sessionId, begin(session, params));
          break;
        case "Target.receivedMessageFromTarget":
          child?.take(params.message);
          break;
        case "Target.detachedFromTarget":
          child?.end();
          workers.delete(sessionId);
          break;
      }
    });
    await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  }

  function begin(parent: Session, { sessionId, targetInfo }: TargetEvent): ChildSession {
    const child = createChild(parent, sessionId);
    if (targetInfo.type === "worker") workers.set(sessionId, child.send);
    void start(child);
    return child;
  }

  async function start(child: ChildSession): Promise<void> {
    void child.send("Runtime.evaluate", { expression: script }).catch(() => undefined);
    // What is no worker starts none.
    await follow(child).catch(() => undefined);
    void child.send("Runtime.runIfWaitingForDebugger").catch(() => undefined);
  }
}

function createChild(parent: Session, sessionId: string): ChildSession {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  const listeners: ((method: string, params: never) => void)[] = [];
  let lastId = 0;
  return {
    async send(method, params = {}) {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }));
      await parent.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    },
    onEvent: (listener) => void listeners.push(listener),
    take(message) {
      const { id, result, error, method, params } = JSON.parse(message);
      const asked = waiting.get(id);
      waiting.delete(id);
      if (method !== undefined) for (const listener of listeners) listener(method, params as never);
      else if (error) asked?.reject(new Error(`Worker refused: ${error.message}`));
      else asked?.resolve(result as never);
    },
    end() {
      for (const { reject } of waiting.values()) reject(new Error("Worker ended before it answered"));
      waiting.clear();
    },
  };
}
