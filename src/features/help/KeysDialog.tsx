import { Checkbox } from "#ui/Checkbox.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { Kbd } from "#ui/Kbd.tsx";
import css from "./KeysDialog.module.css";

export interface KeyHelp {
  readonly keys: readonly string[];
  readonly text: string;
}

export interface KeysDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly groups: readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[];
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}

export function KeysDialog({ open, onClose, groups, singleKeys, onSingleKeys }: KeysDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys" width={620}>
      <div className={css.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={css.title}>{title}</h3>
            <dl>
              {keys.map((help) => (
                <div key={help.text} className={css.row}>
                  <dt>
                    {help.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{help.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={css.setting}>
        <Checkbox label="Keys of a single letter or sign" checked={singleKeys} onChange={onSingleKeys} />
      </div>
    </Dialog>
  );
}
