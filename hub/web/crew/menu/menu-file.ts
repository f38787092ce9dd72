/** What a menu's file is called and how the hub's answer about it reads. Pure. */

export type FileKind = "csv" | "toml";

/** The kind that a file's name tells. */
export function kindOf(name: string): FileKind | undefined {
  const end = name.toLowerCase().split(".").at(-1);
  return end === "csv" || end === "toml" ? end : undefined;
}

/** The mistakes of a refused file, one a line. */
export function linesOf(detail: string): string[] {
  return detail
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
