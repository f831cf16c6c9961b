// Compiles and gathers everything the browser loads: styles, scripts, fonts, pictures. Called by build.rs with
// the output folder; each file gets a name with its content's hash, a gzip twin, and a line in assets.rs.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const modules = join(here, "node_modules");
const files = join(out, "files");
rmSync(files, { recursive: true, force: true });
mkdirSync(files, { recursive: true });

// Names that belong to other organisations and must never be shipped.
const foreign = /crest|crown|transport|govuk-icon|favicon|logo/i;
const mime = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const assets = new Map();

function add(name, content) {
  const known = assets.get(name);
  if (known) return known.hashed;
  const body = Buffer.isBuffer(content) ? content : Buffer.from(content);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const type = extname(name);
  const hashed = `${basename(name, type)}-${hash}${type}`;
  const zipped = type === ".woff2" ? body : gzipSync(body, { level: 9 });
  writeFileSync(join(files, hashed), body);
  const gzip = zipped.length < body.length;
  if (gzip) writeFileSync(join(files, `${hashed}.gz`), zipped);
  assets.set(name, { hashed, gzip, mime: mime[type] });
  return hashed;
}

function find(name) {
  if (foreign.test(name)) throw new Error(`${name} must not be shipped`);
  const places = [
    join(here, "static", name),
    join(modules, "@fontsource/source-sans-3/files", name),
    join(modules, "@ministryofjustice/frontend/moj/assets", name),
  ];
  const place = places.find((p) => existsSync(p));
  if (!place) throw new Error(`${name} is used by the styles and found nowhere`);
  return readFileSync(place);
}

const stripMap = (text) => text.replace(/\n?\/[/*]# sourceMappingURL=[^\n]*/g, "");
// Relative imports get the hashed names; what a script imports must have been added before it.
const script = (name, text) =>
  add(
    name,
    stripMap(text).replace(/(from\s*|import\s*\(?\s*)"\.\/([\w.-]+\.js)"/g, (_, lead, file) => {
      const dependency = assets.get(file);
      if (!dependency) throw new Error(`${name} imports ${file}, which is not built yet`);
      return `${lead}"./${dependency.hashed}"`;
    }),
  );

// A few rules of the kits name their blue directly instead of asking for the brand's colour.
const ours = { "1d70b8": "0b5d4e", "1a65a6": "0b5d4e", "16548a": "073f35", "0f385c": "073f35", d2e2f1: "e7f0ee", f4f8fb: "faf8f5" };
const css = sass
  .compile(join(here, "styles/app.scss"), { style: "compressed", loadPaths: [here], quietDeps: true })
  .css.replace(/#([0-9a-f]{6})\b/g, (colour, digits) => (ours[digits] ? `#${ours[digits]}` : colour));
add(
  "app.css",
  css.replace(/url\(["']?\/assets\/([^)"']+)["']?\)/g, (_, file) => `url("/assets/${add(basename(file), find(file))}")`),
);
add("icon.svg", find("icon.svg"));
script("govuk.js", readFileSync(join(modules, "govuk-frontend/dist/govuk/govuk-frontend.min.js"), "utf8"));
script("moj.js", readFileSync(join(modules, "@ministryofjustice/frontend/moj/moj-frontend.min.js"), "utf8"));
script("htmx.js", readFileSync(join(modules, "htmx.org/dist/htmx.esm.min.js"), "utf8"));
for (const name of ["draft.js", "session.js", "app.js"]) {
  script(name, readFileSync(join(here, "scripts", name), "utf8"));
}

const lines = [...assets].map(
  ([, a]) =>
    `    Asset { name: "${a.hashed}", mime: "${a.mime}", body: include_bytes!(concat!(env!("OUT_DIR"), "/files/${a.hashed}")), ` +
    `gzip: ${a.gzip ? `Some(include_bytes!(concat!(env!("OUT_DIR"), "/files/${a.hashed}.gz")))` : "None"} },`,
);
const constant = (name) => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
const addresses = ["app.css", "app.js", "icon.svg"].map(
  (name) => `/// Address of ${name}.\npub const ${constant(name)}: &str = "/assets/${assets.get(name).hashed}";`,
);
writeFileSync(
  join(out, "assets.rs"),
  `${addresses.join("\n")}\n\nstatic ASSETS: &[Asset] = &[\n${lines.join("\n")}\n];\n`,
);
