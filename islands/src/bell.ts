// The bell: drawn anew when there is something to tell; what is new pops up for a moment, unless the server says that it is quiet.
import htmx from "htmx.org";
import { leaveSoon } from "./toasts";

/** Tells the server that nobody asked: the page draws itself anew. */
export const BY_ITSELF = { "Candor-Live": "yes" };

const bell = (): HTMLElement | null => document.getElementById("bell");

export async function ring(): Promise<void> {
  const after = bell()?.dataset.since;
  if (after === undefined) return;
  const address = `/notifications/bell?after=${after}`;
  await htmx.ajax("GET", address, { source: "#bell", target: "#bell", swap: "outerHTML", headers: BY_ITSELF } as never);
  const toasts = document.querySelector<HTMLElement>(".toasts");
  for (const toast of document.querySelectorAll<HTMLElement>("#bell [data-fresh] > .toast")) {
    toasts?.append(toast);
    leaveSoon(toast);
  }
}
