// How well a label answers what was typed: folded, on either keyboard layout, by its letters in order, or with one typing fault.
import { otherLayout } from "./keyboard";

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** 3: a word begins so. 2: it stands somewhere. 1: nearly. 0: not at all. */
export function answers(label: string, typed: string): number {
  const said = fold(label);
  const readings = [fold(typed), fold(otherLayout(typed))];
  return Math.max(...readings.map((wanted) => whole(said, wanted) || Number(nearly(said, wanted))));
}

function whole(said: string, wanted: string): number {
  if (wanted === "" || said.startsWith(wanted) || said.includes(` ${wanted}`)) return 3;
  return said.includes(wanted) ? 2 : 0;
}

function nearly(said: string, wanted: string): boolean {
  const words = said.split(/[^\p{L}\p{N}]+/u);
  const isNear = (part: string): boolean => words.some((word) => word.startsWith(part) || begins(word, part));
  return inOrder(said, wanted) || wanted.split(/\s+/).every(isNear);
}

/** `nwd` for “New deal”: the letters in order, the first at the beginning of a word. */
function inOrder(said: string, wanted: string): boolean {
  const letters = [...wanted.replace(/\s+/g, "")];
  if (letters.length < 2) return false;
  const starts = [...said.matchAll(/[\p{L}\p{N}]+/gu)].map((word) => word.index);
  return starts.some((start) => {
    let at = start - 1;
    return letters.every((letter, place) => {
      const next = said.indexOf(letter, at + 1);
      const found = place === 0 ? next === start : next >= 0;
      at = next;
      return found;
    });
  });
}

function begins(word: string, part: string): boolean {
  if (part.length < 4) return false;
  return [-1, 0, 1].some((more) => isOneOff(word.slice(0, part.length + more), part));
}

/** One letter wrong, missing or too many, or two neighbours swapped. */
function isOneOff(one: string, other: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  let [end, otherEnd] = [one.length, other.length];
  while (end > from && otherEnd > from && one[end - 1] === other[otherEnd - 1]) [end, otherEnd] = [end - 1, otherEnd - 1];
  const [left, right] = [one.slice(from, end), other.slice(from, otherEnd)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
