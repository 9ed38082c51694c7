// Whether any read of a table has succeeded: only then can a denial mean that an object is absent.

export interface ReadRecord {
  /** Announces a request; the function returned is called once, with whether its answer was good. */
  begin(key: string): (good: boolean) => void;
  /** The key of a read that succeeded, as soon as there is one; undefined when none did and none is under way. */
  findSucceeded(): Promise<string | undefined>;
}

export function createReadRecord(): ReadRecord {
  let underWay = 0;
  let succeeded: string | undefined;
  let waiting: ((key: string | undefined) => void)[] = [];

  function settle(): void {
    if (succeeded !== undefined || underWay === 0) {
      for (const resolve of waiting) {
        resolve(succeeded);
      }
      waiting = [];
    }
  }

  return {
    begin(key) {
      underWay += 1;
      return (good) => {
        underWay -= 1;
        succeeded = good ? key : succeeded;
        settle();
      };
    },
    findSucceeded: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
  };
}
