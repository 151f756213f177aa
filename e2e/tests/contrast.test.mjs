// Text on its ground is readable in both themes: WCAG 2.2, 1.4.3 (4.5 to 1) and 1.4.11 (3 to 1 for what marks a field),
// by the relative luminance that the standard defines, from the colour tokens themselves.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const css = readFileSync(resolve(import.meta.dirname, "../../islands/css/tokens.css"), "utf8");

/** Both colours of a token: in the light theme and in the dark one. */
function token(name) {
  const [, value] = css.match(new RegExp(`--${name}: (.+?);`)) ?? assert.fail(`no token ${name}`);
  const colours = value.match(/#[0-9a-f]{6}/gi);
  return { light: colours[0], dark: colours[1] ?? colours[0] };
}

function luminance(colour) {
  const [r, g, b] = colour.slice(1).match(/../g).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["ground", "surface", "raised", "sunken", "hover", "selected"];
const pairs = [
  ...["ink", "ink-soft", "ink-faint", "accent"].flatMap((ink) => grounds.map((ground) => [ink, ground, 4.5])),
  ...["good", "warn", "bad", "violet", "teal"].flatMap((ink) => [[ink, `${ink}-soft`, 4.5], [ink, "surface", 4.5], [ink, "raised", 4.5]]),
  ["accent-strong", "accent-soft", 4.5], ["ink", "accent-soft", 4.5], ["ink-soft", "grey-soft", 4.5],
  ["on-accent", "accent-fill", 4.5], ["on-accent", "accent-fill-hover", 4.5], ["on-accent", "bad-fill", 4.5],
  ["line-field", "surface", 3], ["accent", "surface", 3],
];

for (const theme of ["light", "dark"]) {
  test(`text stands out from its ground in the ${theme} theme`, () => {
    const weak = pairs
      .map(([ink, ground, least]) => ({ ink, ground, least, got: ratio(token(ink)[theme], token(ground)[theme]) }))
      .filter(({ got, least }) => got < least)
      .map(({ ink, ground, least, got }) => `${ink} on ${ground}: ${got.toFixed(2)}, not ${least}`);
    assert.deepEqual(weak, []);
  });
}

test("the guide tells the contrasts as they are", () => {
  const guide = readFileSync(resolve(import.meta.dirname, "../../docs/guide/look.md"), "utf8");
  const told = [...guide.matchAll(/^\| `--(\S+)` .*\| ([\d.]+) and ([\d.]+) on `--(\S+)` \|$/gm)];
  assert.ok(told.length >= 10, "the table of colours is there");
  const wrong = told.filter(([, ink, light, dark, ground]) =>
    [["light", light], ["dark", dark]].some(([theme, said]) => ratio(token(ink)[theme], token(ground)[theme]).toFixed(1) !== said));
  assert.deepEqual(wrong.map(([row]) => row), []);
});
