/** The mark: a gantry crane with its load. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="square"
      aria-hidden="true"
    >
      <path d="M1.5 4.5h17M4 4.5v13M16 4.5v13M10.5 4.5v4" />
      <rect x="7.6" y="9" width="5.8" height="4.4" fill="currentColor" stroke="none" />
    </svg>
  );
}
