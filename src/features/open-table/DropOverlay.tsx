import { FolderOpen } from "lucide-react";
import { useEffect, useState } from "react";
import css from "./DropOverlay.module.css";

export interface DropOverlayProps {
  /** Called while the drop is handled: what it holds is gone afterwards. */
  readonly onDrop: (transfer: DataTransfer) => void;
}

/** Takes a folder dropped anywhere on the page, and says so while one hovers. */
export function DropOverlay({ onDrop }: DropOverlayProps) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDropped = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    };
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDropped);
    return () => {
      removeEventListener("dragover", onDragOver);
      removeEventListener("dragleave", onDragLeave);
      removeEventListener("drop", onDropped);
    };
  }, [onDrop]);

  if (!isOver) return null;
  return (
    <div className={css.overlay}>
      <div className={css.note}>
        <FolderOpen aria-hidden="true" />
        Drop the table’s folder to open it
      </div>
    </div>
  );
}
