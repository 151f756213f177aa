// Drafts in the browser's storage, sealed with a key that only pages of their own person carry (AES-GCM): whoever uses the
// browser next reads nothing of them. The server gives name and key, `data-drafts` on the body.

export type Fields = Record<string, string[]>;
export interface Draft {
  at: number;
  lang: string;
  /** Of the record that the form changes. */
  version: string | null;
  fields: Fields;
}
interface Sealed {
  at: number;
  iv: string;
  data: string;
}

const KEPT = "candor-draft ";
const DAYS = 7 * 24 * 3600 * 1000;
const [person = "", secret = ""] = (document.body.dataset.drafts ?? "").split(".");
const place = (address: string): string => `${KEPT}${person} ${address}`;
/** What was asked last of an address: a slower sealing does not win over it. */
const turns = new Map<string, number>();

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (of: Uint8Array): string => btoa(Array.from(of, (byte) => String.fromCharCode(byte)).join(""));

// `crypto.subtle` is there over TLS and on the machine itself: wherever Candor may be served.
const key: Promise<CryptoKey> | null =
  secret && window.crypto?.subtle ? window.crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]) : null;

/** Whether the next keeping succeeds, as far as can be known. */
export const canKeep = (): boolean => key !== null;

/** False when it could not be kept. */
export async function keep(address: string, draft: Draft): Promise<boolean> {
  if (!key) return false;
  const turn = (turns.get(address) ?? 0) + 1;
  turns.set(address, turn);
  const iv = window.crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(draft));
  const data = await window.crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain);
  if (turns.get(address) !== turn) return true;
  const sealed: Sealed = { at: draft.at, iv: text(iv), data: text(new Uint8Array(data)) };
  try {
    window.localStorage.setItem(place(address), JSON.stringify(sealed));
    return true;
  } catch {
    return false; // The browser has no more room.
  }
}

export async function find(address: string): Promise<Draft | null> {
  const kept = key && window.localStorage.getItem(place(address));
  if (!key || !kept) return null;
  try {
    const { iv, data } = JSON.parse(kept) as Sealed;
    const plain = await window.crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await key, bytes(data));
    return JSON.parse(new TextDecoder().decode(plain)) as Draft;
  } catch {
    drop(address); // Sealed with another key, or broken: nobody can read it any more.
    return null;
  }
}

export function drop(address: string): void {
  turns.set(address, (turns.get(address) ?? 0) + 1);
  window.localStorage.removeItem(place(address));
}

function clear(which: (name: string) => boolean): void {
  for (const name of Object.keys(window.localStorage)) if (name.startsWith(KEPT) && which(name)) window.localStorage.removeItem(name);
}

/** All of this person: they sign out. */
export function dropAll(): void {
  for (const address of turns.keys()) turns.set(address, (turns.get(address) ?? 0) + 1);
  clear((name) => name.startsWith(`${KEPT}${person} `));
}

function isOld(name: string): boolean {
  try {
    return Date.now() - (JSON.parse(window.localStorage.getItem(name) ?? "") as Sealed).at > DAYS;
  } catch {
    return true;
  }
}
clear(isOld);
