// A record on its way to another stage: forms marked `data-moves` put the server's answer into `#move-answer`. It is a toast, and the
// page is drawn anew; or a small form for what is missing, shown as a dialog.
import htmx from "htmx.org";

const place = (): HTMLElement | null => document.getElementById("move-answer");

/** The form that the answer is for; a form in the answer goes on for the one before it. */
let sent: HTMLFormElement | null = null;
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target instanceof HTMLFormElement && event.target.matches("[data-moves]") ? event.target : null;
  if (form && !form.closest("#move-answer")) sent = form;
});

/** Says how it ended to whoever shows the record at its new place already. */
function tell(ended: "moved" | "refused", version?: string): void {
  const form = sent?.isConnected ? sent : document.body;
  form.dispatchEvent(new CustomEvent(`candor:${ended}`, { bubbles: true, detail: { version } }));
}

document.addEventListener("htmx:after:swap", () => {
  const answer = place()?.firstElementChild;
  if (!answer) return;
  if (answer instanceof HTMLDialogElement) return ask(answer);
  document.getElementById("toasts")?.replaceChildren(answer.querySelector(".toast") ?? answer);
  place()?.replaceChildren();
  if (!(answer instanceof HTMLElement) || !answer.hasAttribute("data-moved")) return tell("refused");
  tell("moved", answer.dataset.version);
  void again();
});

function ask(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener("close", () => {
    dialog.remove();
    tell("refused");
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
}

/** The board as it is now, with its columns where they were scrolled to. Other pages are opened anew: the answer says so itself. */
async function again(): Promise<void> {
  const address = window.location.pathname + window.location.search;
  await htmx.ajax("GET", address, { target: "#board", swap: "outerMorph" } as never);
  document.dispatchEvent(new CustomEvent("candor:drawn"));
}

// The network is gone, or the server says nothing that is for people.
document.addEventListener("htmx:error", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-moves]")) tell("refused");
});
