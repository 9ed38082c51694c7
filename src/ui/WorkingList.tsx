import { Ban, Check } from "lucide-react";
import type { WorkingItem } from "./error-detail.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";
import css from "./WorkingList.module.css";

/** What can be done all the same, and what can not. */
export function WorkingList({ items }: { readonly items: readonly WorkingItem[] }) {
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item.id} className={`${css.item} ${item.works ? css.works : css.blocked}`}>
          {item.works ? <Check aria-hidden="true" /> : <Ban aria-hidden="true" />}
          <span>
            <VisuallyHidden>{item.works ? "Works: " : "Does not work: "}</VisuallyHidden>
            {item.title}
            {item.detail === undefined ? null : <span className={css.detail}>{item.detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
