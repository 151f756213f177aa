// A tile of a board carried by keys: Space picks it up, arrows carry it, Space or Enter puts it down, Escape takes it back. Each step is
// said by the live region of the board. With nothing in hand the arrows go from tile to tile.

export type Place = { column: HTMLElement; next: Element | null };
type Put = (tile: HTMLElement, column: HTMLElement, was: Place) => void;

export function carry(board: HTMLElement, put: Put): void {
  let held: { tile: HTMLElement; was: Place } | null = null;
  const live = board.parentElement?.querySelector("[data-said]");
  const cellOf = (tile: Element): HTMLElement => tile.closest<HTMLElement>(".board-tiles")!;
  const label = (cell: HTMLElement): string => {
    const lane = cell.closest(".lane")?.querySelector(".lane-toggle")?.textContent?.trim();
    return [cell.dataset.label ?? "", lane].filter(Boolean).join(", ");
  };
  const say = (what: string, tile: HTMLElement, cell: HTMLElement): void => {
    const words = board.dataset[what] ?? "";
    if (live) live.textContent = words.replace("%title", tile.dataset.title ?? "").replace("%column", label(cell));
  };
  const rows = (): HTMLElement[][] => {
    const lanes = board.querySelectorAll<HTMLElement>(".lane-cells");
    return (lanes.length > 0 ? [...lanes] : [board]).map((lane) => [...lane.querySelectorAll<HTMLElement>(".board-tiles")]);
  };
  const focus = (tile: Element | null | undefined): void => {
    tile?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
    tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  /** The cell beside or over this one that there is. */
  const cellBeside = (cell: HTMLElement, key: string): HTMLElement | undefined => {
    const all = rows();
    const row = all.findIndex((cells) => cells.includes(cell));
    const at = all[row]?.indexOf(cell) ?? 0;
    if (key === "ArrowLeft" || key === "ArrowRight") return all[row]?.[at + (key === "ArrowRight" ? 1 : -1)];
    return all[row + (key === "ArrowDown" ? 1 : -1)]?.[at];
  };
  const leave = (): void => {
    if (!held) return;
    const { tile, was } = held;
    held = null;
    was.column.insertBefore(tile, was.next);
    tile.classList.remove("tile-held");
    say("back", tile, was.column);
    focus(tile);
  };
  const drop = (): void => {
    if (!held) return;
    const { tile, was } = held;
    const cell = cellOf(tile);
    if (cell === was.column) return leave();
    held = null;
    tile.classList.remove("tile-held");
    say("dropped", tile, cell);
    put(tile, cell, was);
  };
  const pick = (tile: HTMLElement): void => {
    if (!tile.hasAttribute("data-movable")) return;
    held = { tile, was: { column: cellOf(tile), next: tile.nextElementSibling } };
    tile.classList.add("tile-held");
    say("picked", tile, held.was.column);
  };
  const hold = (key: string): void => {
    if (!held) return;
    const mayLeaveLane = held.tile.querySelector("form")?.elements.namedItem("lane") != null;
    if (!mayLeaveLane && (key === "ArrowUp" || key === "ArrowDown")) return;
    const to = cellBeside(cellOf(held.tile), key);
    if (!to?.dataset.stage) return;
    if (to === held.was.column) to.insertBefore(held.tile, held.was.next);
    else to.prepend(held.tile);
    say("over", held.tile, to);
    focus(held.tile);
  };
  const walk = (tile: HTMLElement, key: string): void => {
    const along = key === "ArrowDown" || key === "ArrowUp";
    const next = key === "ArrowDown" ? tile.nextElementSibling : tile.previousElementSibling;
    if (along && next?.matches(".tile")) return focus(next);
    for (let cell = cellBeside(cellOf(tile), key); cell; cell = cellBeside(cell, key)) {
      const tiles = cell.querySelectorAll(".tile");
      if (tiles.length > 0) return focus(key === "ArrowUp" ? tiles[tiles.length - 1] : tiles[0]);
    }
  };

  board.addEventListener("keydown", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>(".tile-title") : null;
    const tile = link?.closest<HTMLElement>(".tile");
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    const isArrow = event.key.startsWith("Arrow");
    if (event.key === " ") {
      if (held) drop();
      else pick(tile);
    } else if (held && event.key === "Enter") drop();
    else if (held && event.key === "Escape") leave();
    else if (held && event.key === "Tab") return leave();
    else if (isArrow && held) hold(event.key);
    else if (isArrow) walk(tile, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
