import { useEffect, useState } from "react";
import { onAnnounce } from "./announce.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** Where `announce` is heard. Exactly one on a page, mounted for as long as the page is. */
export function LiveRegion() {
  const [text, setText] = useState("");

  // A trailing no-break space makes a repeated sentence a change, and a change is what gets read.
  useEffect(() => onAnnounce((next) => setText((last) => (last === next ? `${next}\u00a0` : next))), []);

  return (
    <div role="status" aria-live="polite">
      <VisuallyHidden>{text}</VisuallyHidden>
    </div>
  );
}
