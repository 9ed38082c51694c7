/** The mark: a delta, and the river's arms that gave it its name. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="1.8"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 3 21 20H3Z" />
      <path d="M12 3v7m0 0-4 10m4-10 4 10" strokeLinecap="round" />
    </svg>
  );
}
