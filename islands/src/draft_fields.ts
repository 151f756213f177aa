// The fields of a form as data, and back. Never passwords, files or hidden fields; of a look-up its chosen record goes with its name.
import type { Fields } from "./draft_store";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isTyped = (control: Element): control is Control =>
  control.matches("input[name]:not([type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=search]), textarea[name], select[name]");
const controls = (form: HTMLFormElement): Control[] => [...form.elements].filter(isTyped);
const isTick = (control: Control): control is HTMLInputElement => control.matches("[type=checkbox], [type=radio]");
const chosenOf = (control: Control): HTMLInputElement | null => control.closest("candor-lookup")?.querySelector<HTMLInputElement>("input[type=hidden]") ?? null;

/** What the hidden field of each look-up held when the page came. */
const first = new WeakMap<HTMLInputElement, string>();

export function remember(form: HTMLFormElement): void {
  for (const control of controls(form)) {
    const chosen = chosenOf(control);
    if (chosen && !first.has(chosen)) first.set(chosen, chosen.value);
  }
}

function now(control: Control): string[] {
  if (isTick(control)) return control.checked ? [control.value] : [];
  const chosen = chosenOf(control);
  return chosen ? [control.value, chosen.value] : [control.value];
}

function was(control: Control): string[] {
  if (isTick(control)) return control.defaultChecked ? [control.value] : [];
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    return [(options.find((option) => option.defaultSelected) ?? options[0])?.value ?? ""];
  }
  const chosen = chosenOf(control);
  return chosen ? [control.defaultValue, first.get(chosen) ?? ""] : [control.defaultValue];
}

function gather(form: HTMLFormElement, of: (control: Control) => string[]): Fields {
  const fields: Fields = {};
  for (const control of controls(form)) (fields[control.name] ??= []).push(...of(control));
  return fields;
}

/** What was typed: the fields that differ from what the page brought, and those named. */
export function typed(form: HTMLFormElement, also: Set<string>): Fields {
  const before = gather(form, was);
  const differs = ([name, values]: [string, string[]]): boolean => also.has(name) || values.join("\n") !== before[name]?.join("\n");
  const found = Object.entries(gather(form, now)).filter(differs);
  // Which kind of note it is to be says nothing by itself.
  const isWorth = found.some(([name]) => !form.querySelector(`input[type=radio][name="${CSS.escape(name)}"]`));
  return isWorth ? Object.fromEntries(found) : {};
}

/** Fills them in again; figures are written anew for another language than the one they were typed in. */
export function fill(form: HTMLFormElement, fields: Fields, from: string): void {
  for (const control of controls(form)) {
    const values = fields[control.name];
    if (!values) continue;
    if (isTick(control)) control.checked = values.includes(control.value);
    else control.value = control.inputMode === "decimal" || control.inputMode === "numeric" ? figure(values[0] ?? "", from) : (values[0] ?? "");
    const chosen = chosenOf(control);
    if (chosen) chosen.value = values[1] ?? "";
  }
}

/** As the page brought it. */
export function empty(form: HTMLFormElement): void {
  form.reset();
  for (const control of controls(form)) {
    const chosen = chosenOf(control);
    if (chosen) chosen.value = first.get(chosen) ?? "";
  }
}

const marks = (lang: string): { group: string; decimal: string } => {
  const parts = new Intl.NumberFormat(lang).formatToParts(1234567.8);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  return { group: of("group"), decimal: of("decimal") };
};

/** "1,234.50" typed in English is "1234,50" in Spanish; what is no figure stays as it was typed. */
function figure(value: string, from: string): string {
  const to = document.documentElement.lang;
  if (from === to || !/^[-−\d\s.,'’]+$/.test(value)) return value;
  const [old, now] = [marks(from), marks(to)];
  const bare = value.replace(/[\s'’]/g, "").split(old.group).join("");
  return bare.split(old.decimal).join(now.decimal);
}
