// Nothing typed is ever lost. A form with data-draft="name" is kept in the browser under the signed-in person's key
// while it is typed, and sent to /drafts when there is a connection; it is put back after a time-out and a new
// sign-in, and removed once the page that follows a success says data-draft-done="name".

const prefix = "balsts:draft:";
const skipped = new Set(["password", "file", "hidden", "submit", "button"]);

const viewer = () => document.body.dataset.viewer ?? "";
const keyOf = (name) => `${prefix}${viewer()}:${name}`;

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || skipped.has(field.type) || field.closest("[data-draft-skip]")) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      values[field.name] ??= [];
      if (field.checked) values[field.name].push(field.value);
    } else if (field.tagName === "SELECT" && field.multiple) {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      (values[field.name] ??= []).push(field.value);
    }
  }
  return values;
}

function write(form, values) {
  const seen = {};
  for (const field of form.elements) {
    const kept = values[field.name];
    if (!kept || skipped.has(field.type)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = kept.includes(field.value);
    } else if (field.tagName === "SELECT" && field.multiple) {
      for (const option of field.options) option.selected = kept.includes(option.value);
    } else {
      const index = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (kept[index] !== undefined) field.value = kept[index];
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const load = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
};

function store(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the copy on the server remains.
  }
}

async function send(form, draft) {
  if (!viewer() || !navigator.onLine) return false;
  const body = new URLSearchParams({ form: form.dataset.draft, values: JSON.stringify(draft.values) });
  try {
    const answer = await fetch("/drafts", { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
    return answer.ok;
  } catch {
    return false;
  }
}

async function fetched(name) {
  if (!viewer()) return null;
  try {
    const answer = await fetch(`/drafts?form=${encodeURIComponent(name)}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok && answer.status === 200 ? { values: await answer.json(), at: 0 } : null;
  } catch {
    return null;
  }
}

async function keep(form) {
  const key = keyOf(form.dataset.draft);
  const status = document.createElement("p");
  status.className = "b-saved";
  status.setAttribute("role", "status");
  form.append(status);
  const say = (which) => (status.textContent = document.body.dataset[`draft${which}`] ?? "");
  // A page that came back with errors already holds what was typed.
  const draft = form.dataset.draftFilled === undefined ? (load(key) ?? (await fetched(form.dataset.draft))) : null;
  if (draft && JSON.stringify(draft.values) !== JSON.stringify(read(form))) {
    write(form, draft.values);
    say("Restored");
  }
  let timer;
  const save = () => {
    const now = { values: read(form), at: Date.now() };
    store(key, now);
    clearTimeout(timer);
    timer = setTimeout(async () => say((await send(form, now)) ? "Saved" : "Local"), 1200);
  };
  form.addEventListener("input", (event) => event.isTrusted && save());
  form.addEventListener("change", (event) => event.isTrusted && save());
}

export function keepDrafts() {
  const done = document.body.dataset.draftDone;
  if (done) localStorage.removeItem(keyOf(done));
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
  // Whoever signs out by choice leaves nothing behind on a shared computer; the server keeps its copy.
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      for (const key of Object.keys(localStorage)) if (key.startsWith(`${prefix}${viewer()}:`)) localStorage.removeItem(key);
    });
  }
}
