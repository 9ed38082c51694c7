import css from "./DataGrid.module.css";
import { toDisplayParts } from "./display-text.ts";

/** Text from the data: on one line, isolated from the direction of what is around it, its invisible characters named. */
export function CellText({ text }: { readonly text: string }) {
  const parts = toDisplayParts(text);
  if (parts.length === 1 && !parts[0]?.isToken) return <bdi>{parts[0]?.text}</bdi>;
  return (
    <bdi>
      {parts.map((part, index) =>
        part.isToken ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
          <span key={index} className={part.text.length === 1 ? css.sign : css.token}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
