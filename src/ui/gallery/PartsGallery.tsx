import { Cloud, Download, FolderOpen, History, Moon, RotateCw, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { ButtonLink } from "#ui/ButtonLink.tsx";
import { Checkbox } from "#ui/Checkbox.tsx";
import { Chip } from "#ui/Chip.tsx";
import { CopyButton } from "#ui/CopyButton.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { EmptyState } from "#ui/EmptyState.tsx";
import { ErrorCard } from "#ui/ErrorCard.tsx";
import { Fold } from "#ui/Fold.tsx";
import { Glyph, type GlyphName } from "#ui/Glyph.tsx";
import { IconButton } from "#ui/IconButton.tsx";
import { Kbd } from "#ui/Kbd.tsx";
import { LiveRegion } from "#ui/LiveRegion.tsx";
import { Logo } from "#ui/Logo.tsx";
import { Menu } from "#ui/Menu.tsx";
import { Notice } from "#ui/Notice.tsx";
import { Progress } from "#ui/Progress.tsx";
import { Segmented } from "#ui/Segmented.tsx";
import { Select } from "#ui/Select.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import { Spinner } from "#ui/Spinner.tsx";
import { TextField } from "#ui/TextField.tsx";
import { Toaster } from "#ui/Toaster.tsx";
import { showToast } from "#ui/toasts.ts";
import css from "./Gallery.module.css";
import { SAMPLE_ERROR } from "./sample-error.ts";

const GLYPHS: readonly GlyphName[] = [
  "write",
  "merge",
  "update",
  "delete",
  "maintain",
  "schema",
  "restore",
  "checkpoint",
  "gone",
];

/** Every part in every state. */
export function PartsGallery() {
  const [measure, setMeasure] = useState("rows");
  const [zone, setZone] = useState("utc");
  const [isChecked, setChecked] = useState(true);
  const [isDialogOpen, setDialogOpen] = useState(false);
  return (
    <main className={css.parts}>
      <h1 className={css.line}>
        <Logo size={34} /> Parts
      </h1>
      <div className={css.line}>
        <Button look="primary">
          <RotateCw aria-hidden="true" /> Retry
        </Button>
        <Button onClick={() => setDialogOpen(true)}>Share</Button>
        <Button look="quiet">
          <FolderOpen aria-hidden="true" /> Folder
        </Button>
        <Button look="link">Paste access</Button>
        <Button disabled>Export</Button>
        <Button look="primary" size="large">
          Open
        </Button>
        <ButtonLink href="#x">Demo tables</ButtonLink>
        <IconButton label="Dark theme" keys="D">
          <Moon aria-hidden="true" />
        </IconButton>
        <IconButton label="Older" disabled>
          <History aria-hidden="true" />
        </IconButton>
        <CopyButton text="copied" />
        <CopyButton text="copied" label="Copy link" iconOnly />
        <Menu
          label="Export"
          entries={[
            { id: "a", label: "Copy as SQL", keys: "⌘C", onSelect: () => {} },
            { id: "b", label: "Export rows", icon: <Download aria-hidden="true" />, onSelect: () => {} },
            { id: "c", kind: "separator" },
            { id: "d", kind: "heading", label: "Show" },
            { id: "e", label: "Row numbers", checked: isChecked, onSelect: () => setChecked(!isChecked) },
            { id: "f", label: "Profiles", disabled: true, onSelect: () => {} },
          ]}
        >
          <Button>Menu</Button>
        </Menu>
        <Button
          onClick={() =>
            showToast({ title: "v42 arrived", detail: "+204 rows", action: { label: "Show", onSelect: () => {} } })
          }
        >
          Toast
        </Button>
      </div>
      <div className={css.line}>
        <Chip selected>v41 · 5 Apr 2026 09:58 UTC · MERGE</Chip>
        <Chip onClick={() => {}}>Schema 1</Chip>
        <Chip onClick={() => {}} disabled>
          Properties 0
        </Chip>
        <Chip onRemove={() => {}} removeLabel="fare > 2.50">
          fare &gt; 2.50
        </Chip>
        <Segmented
          label="Measure"
          value={measure}
          onChange={setMeasure}
          options={["rows", "files", "bytes"].map((value) => ({ value, label: value }))}
        />
        <Select
          label="Times in"
          value={zone}
          onChange={setZone}
          options={[
            { value: "utc", label: "UTC" },
            { value: "local", label: "Local time" },
          ]}
        />
        <Checkbox label="Only changes of data" checked={isChecked} onChange={setChecked} />
        <Checkbox label="v33" hideLabel disabled onChange={() => {}} />
        <Kbd>⌘K</Kbd>
        <Spinner label="Loading" />
        <Progress label="Read" value={0.38} />
        <Progress label="Read" />
        <Skeleton width={80} />
      </div>
      <div className={css.line}>
        {GLYPHS.map((name) => (
          <span key={name} className={css.line}>
            <Glyph name={name} /> {name}
          </span>
        ))}
      </div>
      <TextField
        label="Paste a table's URL, or drop a folder"
        size="large"
        mono
        defaultValue="https://acmelake.blob.core.windows.net/lake/silver/rides"
        start={<Cloud aria-hidden="true" />}
        end={
          <Button look="primary" size="large">
            Open
          </Button>
        }
        hint="Azure SAS · container lake · read + list · expires in 2 h 51 m"
      />
      <TextField label="Filter" hideLabel placeholder="Find a column" start={<Search aria-hidden="true" />} />
      <TextField label="Version" defaultValue="99" error="The latest version is 41" />
      <div>
        <Notice>Opened at v41: the link's version 99 does not exist</Notice>
        <Notice tone="warn" onDismiss={() => {}}>
          <b>v0 – v3 can't be read:</b> 41 of their files were vacuumed by v39.
        </Notice>
        <Notice tone="error" actions={<Button>Retry</Button>}>
          The network was lost at row 120,000
        </Notice>
      </div>
      <Fold title="Raw JSON" note="15 lines · 9.4 KB" open end={<CopyButton text="{}" iconOnly />}>
        <pre>{'{"commitInfo": {"operation": "MERGE",\n  "readVersion": 40, …}}'}</pre>
      </Fold>
      <EmptyState
        icon={<History aria-hidden="true" />}
        title="No changes between v40 and v41"
        actions={<Button>Pick others</Button>}
      >
        Rows, schema and files are the same in both: v41 rewrote files and changed nothing.
      </EmptyState>
      <ErrorCard
        {...SAMPLE_ERROR}
        actions={
          <>
            <Button look="primary">
              <RotateCw aria-hidden="true" /> Retry
            </Button>
            <CopyButton text="report" label="Copy for your administrator" />
          </>
        }
        actionsNote="tried 3 times, last 12 s ago"
      />
      <Dialog
        open={isDialogOpen}
        onClose={() => setDialogOpen(false)}
        title="Share this view"
        footer={
          <>
            <Button onClick={() => setDialogOpen(false)}>Cancel</Button>
            <Button look="primary">Copy link</Button>
          </>
        }
      >
        <TextField label="Link" mono readOnly value="https://deltarium.example/#/t/data?src=demo:rides&v=41" />
      </Dialog>
      <LiveRegion />
      <Toaster />
    </main>
  );
}
