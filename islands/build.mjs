// Bundles styles, islands and the icon sprite into the folder given as the first argument, each under a name that
// carries its content's hash, with .br and .gz beside it. Run by crates/assets/build.rs; needs nothing but `npm ci`.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error("usage: node build.mjs OUTPUT_FOLDER");
mkdirSync(out, { recursive: true });

/** Writes one file with its hash in the name, and its two compressed forms. */
function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const extension = extname(name);
  const path = join(out, `${basename(name, extension)}-${hash}${extension}`);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: parameters }));
}

async function bundle(entry, name) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["es2022", "chrome123", "firefox128", "safari17.5"],
    legalComments: "none",
    logLevel: "warning",
  });
  put(name, Buffer.from(result.outputFiles[0].contents));
}

/** Icons that pages name (icons.txt) and that objects of the catalogue name. */
function iconNames() {
  const lines = readFileSync(join(here, "icons.txt"), "utf8").split("\n");
  const names = new Set(lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#")));
  const objects = join(here, "../catalogue/objects");
  for (const file of readdirSync(objects, { withFileTypes: true })) {
    if (!file.name.endsWith(".toml")) continue;
    const icon = /^icon\s*=\s*"([a-z0-9-]+)"/m.exec(readFileSync(join(objects, file.name), "utf8"));
    if (icon) names.add(icon[1]);
  }
  return [...names].sort();
}

function sprite() {
  const symbols = iconNames().map((name) => {
    const file = join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
    const shapes = [...readFileSync(file, "utf8").matchAll(/<(path|circle|rect|line|polyline)\b[^>]*>/g)]
      .map((match) => match[0])
      .filter((shape) => !shape.includes('stroke="none"'));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join("")}</symbol>`;
  });
  put("icons.svg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`));
}

await Promise.all([
  bundle("css/candor.css", "candor.css"),
  bundle("src/candor.ts", "candor.js"),
  bundle("src/board.ts", "board.js"),
  bundle("src/calendar.ts", "calendar.js"),
]);
sprite();
put("favicon.svg", readFileSync(join(here, "favicon.svg")));
