// Keeps the clock of the presenter view and the code screen running, and loads the page again when its content changes.

const view = document.querySelector("[data-presenter-clock]");
const clock = view.querySelector("[data-clock]");
const changesAt = Date.parse(view.dataset.changesAt ?? "");
// The server writes the time with a colon or a full stop, depending on the language.
const separator = clock.textContent.trim().replace(/\d/g, "") || ":";

function tick() {
  const now = new Date();
  const parts = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0"));
  clock.textContent = parts.join(separator);
  clock.dateTime = parts.join(":");
  if (now.getTime() >= changesAt) location.assign(view.dataset.url);
}

setInterval(tick, 5000);
