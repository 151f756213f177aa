// The edge of a head is dragged with the pointer: the column takes the nearest of its widths at once, and the form of the columns
// keeps it when it is let go. By key, by touch and without a script the form does the same.
const STEPS: [string, number][] = [["xs", 80], ["s", 130], ["m", 200], ["l", 300], ["xl", 440]];
const CLASSES = STEPS.map(([step]) => `col-${step}`);
const EDGE = 8;

interface Drag {
  head: HTMLTableCellElement;
  from: number;
  width: number;
  before: string;
  now: string;
}

let drag: Drag | null = null;

const edgeAt = (event: PointerEvent): HTMLTableCellElement | null => {
  const head = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>("th[data-column]") : null;
  return head && event.clientX > head.getBoundingClientRect().right - EDGE ? head : null;
};

function paint(head: HTMLTableCellElement, look: string): void {
  const columns = head.parentElement?.childElementCount;
  for (const row of head.closest("table")?.rows ?? []) {
    // The row of a group is one wide cell.
    const cell = row.cells.length === columns ? row.cells[head.cellIndex] : null;
    cell?.classList.remove(...CLASSES);
    if (look) cell?.classList.add(look);
  }
}

document.addEventListener("pointerdown", (event) => {
  const head = event.button === 0 && event.pointerType !== "touch" ? edgeAt(event) : null;
  if (!head) return;
  event.preventDefault();
  const before = CLASSES.find((look) => head.classList.contains(look)) ?? "";
  drag = { head, from: event.clientX, width: head.getBoundingClientRect().width, before, now: before };
  document.documentElement.classList.add("col-resizing");
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const wanted = drag.width + event.clientX - drag.from;
  const [step] = STEPS.reduce((best, one) => (Math.abs(one[1] - wanted) < Math.abs(best[1] - wanted) ? one : best));
  if (`col-${step}` === drag.now) return;
  drag.now = `col-${step}`;
  paint(drag.head, drag.now);
});

function end(keeps: boolean): void {
  const done = drag;
  drag = null;
  document.documentElement.classList.remove("col-resizing");
  if (!done || done.now === done.before) return;
  const choice = document.querySelector<HTMLSelectElement>(`select[name="widths.${CSS.escape(done.head.dataset.column ?? "")}"]`);
  if (!keeps || !choice) return paint(done.head, done.before);
  choice.value = done.now.replace("col-", "");
  choice.form?.requestSubmit();
}

document.addEventListener("pointerup", () => end(true));
document.addEventListener("pointercancel", () => end(false));

export {};
