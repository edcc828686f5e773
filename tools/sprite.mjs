// Makes the sprite of our icons: our own marks, and of bootstrap-italia's drawings only those named in the list ("our-name their-name").
// usage: node sprite.mjs LIST MARKS SPRITE > icons.svg
import { readFileSync } from "node:fs";

const [list, marks, sprite] = process.argv.slice(2).map((f) => readFileSync(f, "utf8"));
const own = marks.replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, "").trim();
const theirs = list
  .split("\n")
  .filter((l) => l.trim() && !l.startsWith("#"))
  .map((l) => {
    const [name, id] = l.trim().split(/\s+/);
    const m = sprite.match(new RegExp(`<symbol id="${id}"( viewBox="[^"]*")[^>]*>(.*?)</symbol>`, "s"));
    if (!m) throw new Error(`no icon ${id} in the sprite`);
    return `<symbol id="${name}"${m[1]}>${m[2]}</symbol>`;
  });
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg">${own}${theirs.join("")}</svg>`);
