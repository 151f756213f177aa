// htmx under Trusted Types: only htmx may turn text into elements, and only text that it fetched from our own server
// (its `mode` is same-origin, and pages are escaped there). Scripts are never created from text.
import htmx from "htmx.org";

interface TrustedPolicy {
  createHTML(text: string): string;
  createScript(text: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy;
}

function refuse(): string {
  throw new Error("A page may not bring a script as text.");
}

const rules: TrustedPolicy = { createHTML: (text) => text, createScript: refuse };
const types = (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy = types ? types.createPolicy("candor", rules) : rules;

htmx.registerExtension("candor-trusted", {
  init(api: { initSecurity(policy: TrustedPolicy, now: () => never, later: () => never): void }) {
    const never = (): never => refuse() as never;
    api.initSecurity(policy, never, never);
  },
} as never);

// A region that could not be fetched is opened as a page: the server's own error page says what happened.
document.addEventListener("htmx:error", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link) window.location.assign(link.href);
});
