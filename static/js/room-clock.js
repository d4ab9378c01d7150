// The screen in the room: the clock runs, and when a part is over the page shows the next one.

const room = document.querySelector("[data-room-clock]");
const clock = room.querySelector("[data-clock]");
const turnsAt = Date.parse(room.dataset.turnsAt ?? "");
// A time is written with a colon or a point, as the page did.
const separator = clock.textContent.trim().replace(/\d/g, "") || ":";

function tick() {
  const now = new Date();
  const parts = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0"));
  clock.textContent = parts.join(separator);
  clock.dateTime = parts.join(":");
  if (now.getTime() >= turnsAt) location.assign(room.dataset.url);
}

setInterval(tick, 5000);
