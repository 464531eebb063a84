// Lights the parts of an event, quote or party in the copy when it is opened, and opens an event when its trigger is clicked.
"use strict";
const copy = document.querySelector(".copy");
function light(id, scroll) {
  for (const el of document.querySelectorAll(".lit")) el.classList.remove("lit");
  if (!id || !copy) return;
  const parts = [...copy.querySelectorAll("[data-of]")].filter((el) => el.dataset.of.split(" ").includes(id));
  for (const el of parts) el.classList.add("lit");
  if (scroll && parts.length) parts[0].scrollIntoView({ block: "center", behavior: "auto" });
}
for (const item of document.querySelectorAll("aside [data-item]")) {
  item.addEventListener(item.tagName === "DETAILS" ? "toggle" : "click", () => {
    if (item.tagName !== "DETAILS") light(item.dataset.item, true);
    else if (item.open) light(item.dataset.item, false);
    else if (!document.querySelector("aside details[open]")) light(null);
  });
  if (item.tagName !== "DETAILS") item.addEventListener("keydown", (e) => { if (e.key === "Enter") light(item.dataset.item, true); });
}
if (copy) copy.addEventListener("click", (e) => {
  const el = e.target.closest("[data-of]");
  if (!el) return;
  for (const id of el.dataset.of.split(" ")) {
    const item = document.querySelector(`aside details[data-item="${CSS.escape(id)}"]`);
    if (item) { item.open = true; item.scrollIntoView({ block: "nearest" }); light(id, false); break; }
  }
});
if (location.hash.length > 1) {
  const item = document.querySelector(`aside details[data-item="${CSS.escape(location.hash.slice(1))}"]`);
  if (item) { item.open = true; light(item.dataset.item, true); }
}
