// Which key was pressed, whatever the layout writes with it, and what a text would have been on the other layout. The rows of
// keys come with the page: the server searches by the same.

/** The sign on the key: what it writes when that is a Latin sign, else what is printed on a Latin keyboard at its place. */
export function pressed(event: KeyboardEvent): string {
  if (/^[a-z0-9?/]$/i.test(event.key) || event.key.length !== 1) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter && /\p{L}/u.test(event.key)) return event.shiftKey ? letter : letter.toLowerCase();
  // ЙЦУКЕН writes a full stop with the key of the slash, and a comma with Shift.
  if (event.code === "Slash" && /[.,]/.test(event.key)) return event.shiftKey ? "?" : "/";
  return event.key;
}

/** The text as the same keys write it with the other layout; itself where the page does not know the keys. */
export function otherLayout(text: string): string {
  const rows = document.querySelector<HTMLElement>("[data-latin]")?.dataset;
  const [latin, cyrillic] = [[...(rows?.latin ?? "")], [...(rows?.cyrillic ?? "")]];
  const [from, to] = /[а-яё]/i.test(text) ? [cyrillic, latin] : [latin, cyrillic];
  return [...text].map((sign) => to[from.indexOf(sign)] ?? sign).join("");
}
