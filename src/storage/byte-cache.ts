// Bytes of immutable objects, least recently used out first, within one budget for all tables.

import type { StoredObject } from "#delta/ports.ts";

interface CachedBytes {
  /** Offset of the first byte in the object. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Set where `bytes` is the whole object. */
  readonly whole: StoredObject | undefined;
}

/** The cached objects of one table. */
interface CacheNamespace {
  findWhole(key: string): StoredObject | undefined;
  /** A view of cached bytes; undefined unless all of `start` to `end` is held in one piece. */
  findRange(key: string, start: number, end: number): Uint8Array | undefined;
  putWhole(key: string, object: StoredObject): void;
  putRange(key: string, start: number, bytes: Uint8Array): void;
}

export interface ByteCache {
  /** A part of its own: a table opened anew must not meet the bytes of a table that stood there before. */
  openNamespace(): CacheNamespace;
  sizeBytes(): number;
}

export interface ByteCacheOptions {
  readonly budgetBytes?: number;
}

export function createByteCache({ budgetBytes = 128 * 1024 * 1024 }: ByteCacheOptions = {}): ByteCache {
  // In the order of last use; the value takes the piece out of its namespace.
  const uses = new Map<CachedBytes, () => void>();
  let total = 0;

  function remove(piece: CachedBytes): void {
    uses.get(piece)?.();
    uses.delete(piece);
    total -= piece.bytes.length;
  }

  function touch(piece: CachedBytes): CachedBytes {
    const detach = uses.get(piece);
    if (detach !== undefined) {
      uses.delete(piece);
      uses.set(piece, detach);
    }
    return piece;
  }

  function add(piece: CachedBytes, detach: () => void): void {
    uses.set(piece, detach);
    total += piece.bytes.length;
    for (const oldest of uses.keys()) {
      if (total <= budgetBytes) {
        break;
      }
      remove(oldest);
    }
  }

  return {
    openNamespace: () => createNamespace({ add, remove, touch, largestBytes: budgetBytes / 4 }),
    sizeBytes: () => total,
  };
}

interface Ledger {
  readonly add: (piece: CachedBytes, detach: () => void) => void;
  readonly remove: (piece: CachedBytes) => void;
  readonly touch: (piece: CachedBytes) => CachedBytes;
  /** One object must not push out all others. */
  readonly largestBytes: number;
}

function createNamespace(ledger: Ledger): CacheNamespace {
  const pieces = new Map<string, Set<CachedBytes>>();

  function find(key: string, isWanted: (piece: CachedBytes) => boolean): CachedBytes | undefined {
    for (const piece of pieces.get(key) ?? []) {
      if (isWanted(piece)) {
        return ledger.touch(piece);
      }
    }
    return undefined;
  }

  function put(key: string, piece: CachedBytes): void {
    const isKnown = piece.whole === undefined && find(key, (held) => contains(held, piece.start, endOf(piece)));
    if (piece.bytes.length > ledger.largestBytes || isKnown) {
      return;
    }
    const ofKey = pieces.get(key) ?? new Set();
    for (const held of [...ofKey].filter((held) => contains(piece, held.start, endOf(held)))) {
      ledger.remove(held);
    }
    pieces.set(key, ofKey.add(piece));
    ledger.add(piece, () => {
      ofKey.delete(piece);
      if (ofKey.size === 0) {
        pieces.delete(key);
      }
    });
  }

  return {
    findWhole: (key) => find(key, (piece) => piece.whole !== undefined)?.whole,
    findRange(key, start, end) {
      const piece = find(key, (held) => contains(held, start, end));
      return piece?.bytes.subarray(start - piece.start, end - piece.start);
    },
    putWhole(key, object) {
      const whole = { ...object, bytes: withoutSurroundings(object.bytes) };
      put(key, { start: 0, bytes: whole.bytes, whole });
    },
    putRange: (key, start, bytes) => put(key, { start, bytes: withoutSurroundings(bytes), whole: undefined }),
  };
}

function endOf(piece: CachedBytes): number {
  return piece.start + piece.bytes.length;
}

function contains(piece: CachedBytes, start: number, end: number): boolean {
  return piece.start <= start && end <= endOf(piece);
}

// A view keeps all of its buffer alive, which the budget would not see.
function withoutSurroundings(bytes: Uint8Array): Uint8Array {
  return bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice();
}
