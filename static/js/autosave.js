// Saves a questionnaire answer by answer, in the order given.
//
// The form posts the one field that changed, the token and the revision it knows to `data-autosave-url`, and gets the
// new revision back as JSON. Without a connection it keeps trying and shows a message; the form itself still works.

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const LONGEST_GOODBYE = 4000;

export function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const waiting = new Map();
  let stopped = false;
  let leaving = false;
  let wait = FIRST_WAIT;
  let timer = 0;
  let onItsWay = null;

  form.addEventListener("change", (event) => {
    const { name, type, value } = event.target;
    if (stopped || type !== "radio") return;
    // A later answer to the same statement replaces one that is still waiting.
    waiting.set(name, value);
    saveNext();
  });
  window.addEventListener("online", saveNext);

  // Submit the page after the pending answer; otherwise that answer would look like one from another window.
  form.addEventListener("submit", async (event) => {
    const again = leaving;
    leaving = true;
    if (!onItsWay) return;
    event.preventDefault();
    if (again) return;
    await Promise.race([onItsWay, new Promise((resolve) => setTimeout(resolve, LONGEST_GOODBYE))]);
    onItsWay = null;
    form.requestSubmit(event.submitter);
  });
  // The browser's back button restores this page as it was, so saving has to start again.
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  async function saveNext() {
    if (onItsWay || stopped || leaving || waiting.size === 0) return;
    clearTimeout(timer);
    onItsWay = saveOne(...waiting.entries().next().value);
    const goOn = await onItsWay;
    onItsWay = null;
    if (goOn) saveNext();
  }

  async function saveOne(name, value) {
    say("saving", "");
    const response = await post(name, value);
    if (response?.ok) {
      if (waiting.get(name) === value) waiting.delete(name);
      await remember(response, name, value);
      wait = FIRST_WAIT;
      if (waiting.size === 0) say("saved", "");
      return true;
    }
    if (response && response.status < 500 && response.status !== 429) {
      stopped = true;
      say(response.status === 409 ? "changed" : "refused", "stopped");
    } else {
      say("offline", "waiting");
      timer = setTimeout(saveNext, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
    return false;
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

  // From now on the page is based on what it saved, even if another window changed other answers.
  async function remember(response, name, value) {
    const { shown, revision } = form.elements;
    const place = [...new Set([...form.querySelectorAll("input[type=radio]")].map((radio) => radio.name))].indexOf(name);
    if (shown) shown.value = shown.value.slice(0, place) + value + shown.value.slice(place + 1);
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
