// Files dropped on a label marked `.drop-zone` go into its file field, and the names are shown; one that the server would
// refuse for its size is named as such before it is sent.

function zoneOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(".drop-zone") : null;
}

function names(zone: HTMLElement, input: HTMLInputElement): void {
  const said = zone.querySelector<HTMLElement>("[data-names]");
  if (!said) return;
  const files = [...(input.files ?? [])];
  const most = Number(said.dataset.most ?? Infinity);
  const beyond = files.filter((file) => file.size > most);
  said.textContent = beyond.length
    ? `${beyond.map((file) => file.name).join(", ")}: ${said.dataset.beyond ?? ""}`
    : files.map((file) => file.name).join(", ");
  said.classList.toggle("beyond", beyond.length > 0);
}

/** A field for one file takes the first: a list of several would be sent whole. */
function oneOrAll(input: HTMLInputElement, files: FileList): FileList {
  const [first] = files;
  if (input.multiple || !first) return files;
  const one = new DataTransfer();
  one.items.add(first);
  return one.files;
}

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => zoneOf(event)?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
  if (!zone || !input || !event.dataTransfer) return;
  event.preventDefault();
  zone.classList.remove("over");
  input.files = oneOrAll(input, event.dataTransfer.files);
  names(zone, input);
});
document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target instanceof HTMLInputElement && event.target.type === "file") names(zone, event.target);
});
