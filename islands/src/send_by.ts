// A plain form that a script sends from now on, and whose answer takes the place of a part of the page.
import htmx from "htmx.org";

export function sendBy(form: HTMLFormElement, target: string, further: Record<string, string>): void {
  const said = { "hx-post": form.getAttribute("action") ?? "", "hx-target": target, "hx-select": "#main > *", "hx-swap": "innerHTML", ...further };
  for (const [name, value] of Object.entries(said)) form.setAttribute(name, value);
  if (form.enctype === "multipart/form-data") form.setAttribute("hx-encoding", "multipart/form-data");
  htmx.process(form);
}
