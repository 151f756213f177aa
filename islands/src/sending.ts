// Forms with a draft are sent by a script that waits for the answer: the page with what was typed stays until the server has it.
// Out of reach, it says so and offers to try again (the form's own key keeps it from being saved twice); a session that has
// ended leads to the sign-in and back; what is wrong is shown in place.
import { forget, keepNow, leaving, restore } from "./drafts";
import { sendBy } from "./send_by";

interface Sent {
  sourceElement: Element;
  target?: Element;
  select?: string | undefined;
  swap?: string;
  text?: string;
  request?: { method?: string };
  response?: { raw: Response; status: number; headers: Headers };
}
type Sending = CustomEvent<{ ctx: Sent }>;

const BACK = "candor-back";
const FORM = "form[data-draft]";

/** In the card beside a list, `peek` sends the forms itself. */
function prepare(form: HTMLFormElement): void {
  if (form.closest("#peek") || form.hasAttribute("hx-post")) return;
  sendBy(form, "#main", { "hx-sync": "this:drop", "hx-headers": '{"Candor-Form": "yes"}' });
}

const forms = (): HTMLFormElement[] => [...document.querySelectorAll<HTMLFormElement>(FORM)];
const formOf = (event: Event): HTMLFormElement | null => (event.target instanceof HTMLFormElement && event.target.matches(FORM) ? event.target : null);

function show(form: HTMLFormElement, unsent: boolean): void {
  const said = form.querySelector<HTMLElement>("[data-unsent]");
  if (said) said.hidden = !unsent;
  form.querySelector("[data-refused]")?.replaceChildren();
}

document.addEventListener("htmx:before:request", (event) => {
  const form = formOf(event);
  if (form) show(form, false);
});

document.addEventListener("htmx:error", (event) => {
  const form = formOf(event);
  if (!form || (event as Sending).detail.ctx.response) return;
  void keepNow(form);
  show(form, true);
  form.querySelector<HTMLElement>("[data-unsent] button")?.focus();
});

// No button of the form itself: Enter is for the one that saves.
document.addEventListener("click", (event) => {
  const again = event.target instanceof Element ? event.target.closest("[data-unsent] button") : null;
  again?.closest<HTMLFormElement>(FORM)?.requestSubmit();
});

document.addEventListener("htmx:before:response", (event) => {
  const form = formOf(event);
  const response = (event as Sending).detail.ctx.response;
  if (!form || !response) return;
  const isDone = response.headers.has("HX-Redirect") || (response.raw.redirected && response.status === 200);
  if (isDone) leaving();
  if (isDone && !response.headers.has("Candor-Refused")) forget(form);
  const onward = response.headers.get("HX-Redirect");
  if (onward && isHere(onward)) {
    event.preventDefault();
    window.location.assign(onward);
    window.location.reload();
  }
  if (response.status !== 401) return;
  event.preventDefault();
  void signIn(form);
});

/** A place on this very page: going there loads nothing. */
function isHere(address: string): boolean {
  const to = new URL(address, window.location.href);
  return to.hash !== "" && to.pathname + to.search === window.location.pathname + window.location.search;
}

async function signIn(form: HTMLFormElement): Promise<void> {
  await keepNow(form);
  leaving();
  const here = window.location.pathname + window.location.search;
  window.sessionStorage.setItem(BACK, here);
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

// A refusal that is no form of ours is said in the form, which stays as it is.
document.addEventListener("htmx:after:request", (event) => {
  const form = formOf(event);
  const ctx = (event as Sending).detail.ctx;
  const place = form?.querySelector<HTMLElement>("[data-refused]");
  if (!form || !place || (ctx.response?.status ?? 0) < 400 || /^\s*<!doctype/i.test(ctx.text ?? "")) return;
  void keepNow(form);
  ctx.target = place;
  ctx.select = undefined;
  ctx.swap = "innerHTML";
});

document.addEventListener("htmx:after:swap", (event) => {
  const ctx = (event as Sending).detail.ctx;
  const isAnswer = ctx.request?.method === "POST" && (ctx.response?.status ?? 0) >= 400;
  for (const form of forms()) {
    prepare(form);
    void restore(form, isAnswer);
  }
  // Faults stand at the top of the form or at their field, which has the focus.
  if (isAnswer && ctx.target?.id === "main" && !ctx.target.contains(document.activeElement)) ctx.target.scrollIntoView();
});

for (const form of forms()) {
  prepare(form);
  void restore(form);
}

const kept = document.querySelector<HTMLElement>("[data-draft-kept]");
if (kept && window.sessionStorage.getItem(BACK)) kept.hidden = false;
if (!kept) window.sessionStorage.removeItem(BACK);
