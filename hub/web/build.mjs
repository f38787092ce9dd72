// Builds the front ends into dist/ with esbuild, and says how large each file is when compressed:
// a phone in a full hall pays for every kilobyte.
//
//   node build.mjs           everything the hub serves under /assets/
//   node build.mjs barista   only what belongs to that page
//   node build.mjs --tests   every `*.test.ts`, bundled for node (which reads no TypeScript)

import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");

/** What the hub serves: name of the file in dist/, and where it is made from. */
const PAGES = {
  "barista.js": "barista/main.tsx",
  "barista.css": "styles/barista.css",
  "crew.js": "crew/main.tsx",
  "crew.css": "styles/crew.css",
  "board.js": "board/main.ts",
  "board.css": "styles/board.css",
  "order.js": "order/main.ts",
  "order.css": "styles/order.css",
};

const SHARED = {
  absWorkingDir: HERE,
  bundle: true,
  charset: "utf8",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
};

async function buildPages(wanted) {
  const pages = Object.entries(PAGES).filter(
    ([file]) => wanted.length === 0 || wanted.includes(file.split(".")[0]),
  );
  for (const [file, source] of pages) {
    if (!existsSync(join(HERE, source))) {
      throw new Error(`${source} is not there, and ${file} is made from it`);
    }
    await build({
      ...SHARED,
      entryPoints: [source],
      outfile: join(DIST, file),
      minify: true,
      legalComments: "none",
      target: ["chrome90", "safari15", "firefox90"],
    });
  }
  const rows = pages.map(([file]) => {
    const bytes = readFileSync(join(DIST, file));
    return { file, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  for (const { file, bytes, gzip } of rows) {
    console.log(`${file.padEnd(14)} ${String(bytes).padStart(8)} B ${String(gzip).padStart(8)} B gzip`);
  }
}

async function buildTests() {
  const out = join(HERE, "node_modules/.cache/crema-tests");
  rmSync(out, { recursive: true, force: true });
  await build({
    ...SHARED,
    // Side by side in one folder, since the shells that npm runs its scripts in have no `**`.
    entryPoints: testFiles("").map((file) => ({
      in: file,
      out: file.slice(0, -".ts".length).replaceAll("/", "-"),
    })),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    target: "node20",
    sourcemap: "inline",
  });
}

/** Every test under this folder of the sources. */
function testFiles(folder) {
  return readdirSync(join(HERE, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : testFiles(path);
    return path.endsWith(".test.ts") ? [path] : [];
  });
}

const words = process.argv.slice(2);
await (words.includes("--tests") ? buildTests() : buildPages(words));
