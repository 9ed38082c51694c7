import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "#ui/Logo.tsx";
import { Notice } from "#ui/Notice.tsx";
import { DemoCards } from "./DemoCards.tsx";
import type { DemoTable } from "./demo-tables.ts";
import css from "./Home.module.css";
import { OpenForm, type OpenFormProps } from "./OpenForm.tsx";
import { RecentTables } from "./RecentTables.tsx";
import type { RecentTable } from "./recents.ts";

export interface HomeProps extends OpenFormProps {
  readonly demos: readonly DemoTable[] | undefined;
  readonly recents: readonly RecentTable[];
  /** Why the last folder could not be opened. */
  readonly folderProblem: string | undefined;
  readonly hrefOf: (location: string) => string;
  readonly onForget: (location: string) => void;
  readonly onClearRecents: () => void;
  readonly onDismissProblem: () => void;
  /** Keys and theme, at the top right. */
  readonly tools: ReactNode;
}

export function Home(props: HomeProps) {
  const { demos, recents, folderProblem, hrefOf, onForget, onClearRecents, onDismissProblem, tools, ...form } = props;
  return (
    <div className={css.page}>
      <header className={css.top}>{tools}</header>
      <main className={css.main}>
        <div className={css.name}>
          <Logo size={34} />
          <h1>Deltarium</h1>
          <p>Open a Delta table in this tab: read its rows, travel its versions, send a link to what you see.</p>
        </div>
        {folderProblem === undefined ? null : (
          <Notice tone="warn" onDismiss={onDismissProblem}>
            {folderProblem}
          </Notice>
        )}
        <OpenForm {...form} />
        {demos?.length === 0 ? null : (
          <section aria-labelledby="demo-tables">
            <div className={css.between}>
              <h2 id="demo-tables">Demo tables</h2>
              <span>One ride-hailing company, told by its tables. They come with the app and open at once.</span>
            </div>
            <DemoCards tables={demos} hrefOf={hrefOf} />
          </section>
        )}
        <RecentTables tables={recents} hrefOf={hrefOf} onForget={onForget} onClear={onClearRecents} />
      </main>
      <footer className={css.promise}>
        <Lock aria-hidden="true" />
        Nothing you open leaves this browser: requests go from this tab to your storage, and nowhere else.
      </footer>
    </div>
  );
}
