// Another language or theme brings the page again as it stands now: its address with filters, the place one had scrolled to, and
// what was typed.
import { isWaiting, keepAll } from "./drafts";

const PLACE = "candor-place";
const here = (): string => window.location.pathname + window.location.search;

document.addEventListener("submit", (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (!form?.matches('form[action^="/preferences/"]')) return;
  const back = form.querySelector<HTMLInputElement>("input[name=back]");
  if (back) back.value = here();
  window.sessionStorage.setItem(PLACE, JSON.stringify([here(), window.scrollY]));
  if (!isWaiting()) return;
  event.preventDefault();
  // Once this event is over: within it the browser leaves another sending out.
  void keepAll().then(() => window.setTimeout(() => form.requestSubmit(event.submitter)));
});

const kept = window.sessionStorage.getItem(PLACE);
window.sessionStorage.removeItem(PLACE);
const [address, y] = kept ? (JSON.parse(kept) as [string, number]) : ["", 0];
if (address === here()) window.scrollTo(0, y);
