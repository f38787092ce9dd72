/** The kind of a menu's file, and the lines of the hub's answer about it. Pure. */

export type FileKind = "csv" | "toml";

/** The kind of a file by its name. */
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
