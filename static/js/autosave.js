// Saves a questionnaire answer by answer, in the order in which they were given.
//
// The form posts the one field that changed, the token and the revision it knows to `data-autosave-url`, and gets the
// new revision back as JSON. Without a connection it keeps trying, and says so in words; the form itself still works.

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;

export function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const waiting = new Map();
  let busy = false;
  let stopped = false;
  let wait = FIRST_WAIT;
  let timer = 0;

  form.addEventListener("change", (event) => {
    const { name, type, value } = event.target;
    if (stopped || type !== "radio") return;
    // A later answer to the same question takes the place of one that still waits.
    waiting.set(name, value);
    saveNext();
  });
  window.addEventListener("online", saveNext);

  async function saveNext() {
    if (busy || stopped || waiting.size === 0) return;
    clearTimeout(timer);
    busy = true;
    const [name, value] = waiting.entries().next().value;
    say("saving", "");
    const response = await post(name, value);
    busy = false;
    if (response?.ok) {
      if (waiting.get(name) === value) waiting.delete(name);
      await remember(response);
      wait = FIRST_WAIT;
      if (waiting.size === 0) say("saved", "");
      saveNext();
    } else if (response && response.status < 500 && response.status !== 429) {
      stopped = true;
      say(response.status === 409 ? "changed" : "refused", "stopped");
    } else {
      say("offline", "waiting");
      timer = setTimeout(saveNext, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  function post(name, value) {
    const body = new FormData();
    for (const kept of ["csrfmiddlewaretoken", "revision"]) {
      const field = form.elements.namedItem(kept);
      if (field) body.append(kept, field.value);
    }
    body.append(name, value);
    return fetch(form.dataset.autosaveUrl, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { accept: "application/json" },
    }).catch(() => null);
  }

  async function remember(response) {
    const revision = form.elements.namedItem("revision");
    if (!revision || !response.headers.get("content-type")?.includes("json")) return;
    const saved = await response.json();
    if (saved.revision !== undefined) revision.value = saved.revision;
  }

  function say(message, state) {
    if (!status) return;
    status.textContent = status.dataset[message] ?? "";
    status.dataset.state = state;
  }
}
