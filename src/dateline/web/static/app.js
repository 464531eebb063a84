// Lights the parts of an event, quote, party or piece of evidence in the copy. Everything else works without this file.
"use strict";
(() => {
  const copy = document.querySelector(".copy");
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") {
      target.open = true;
      return target;
    }
    return null;
  };
  if (!copy) {
    addEventListener("hashchange", openTarget);
    openTarget();
    return;
  }

  const items = new Map([...document.querySelectorAll("aside [data-item]")].map((el) => [el.dataset.item, el]));
  const marks = [...copy.querySelectorAll("[data-of]")].map((el) => {
    const roles = new Map();
    for (const pair of el.dataset.of.split(" ")) {
      const [item, role] = pair.split("=");
      if (!roles.has(item)) roles.set(item, role);
    }
    return { el, roles };
  });
  const rolesOf = new Map(marks.map((m) => [m.el, m.roles]));
  let lit = null;

  function light(id) {
    lit = id;
    let first = null;
    for (const { el, roles } of marks) {
      const role = id && roles.get(id);
      if (role) {
        el.dataset.lit = role;
        first ??= el;
      } else {
        delete el.dataset.lit;
      }
    }
    for (const [own, el] of items) el.classList.toggle("chosen", own === id);
    return first;
  }
  function show(el) {
    if (!el) return;
    const box = el.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 40) el.scrollIntoView({ block: "center" });
  }
  function open(item) {
    item.open = true;
    light(item.dataset.item);
    item.scrollIntoView({ block: "nearest" });
  }

  for (const [id, item] of items) {
    if (item.tagName === "DETAILS") {
      item.addEventListener("toggle", () => {
        if (item.open) {
          const first = light(id);
          if (matchMedia("(min-width: 60rem)").matches) show(first);
          history.replaceState(null, "", "#" + id);
        } else if (lit === id) {
          light(null);
        }
      });
      item.querySelector(".to-copy").addEventListener("click", (e) => {
        e.preventDefault();
        const first = light(id);
        if (first) first.scrollIntoView({ block: "center" });
      });
    } else {
      const link = item.querySelector("a");
      if (link) link.addEventListener("click", (e) => {
        e.preventDefault();
        show(light(lit === id ? null : id));
      });
    }
  }

  // A mark opens what it is part of; clicked again, the next thing it is part of.
  copy.addEventListener("click", (e) => {
    const el = e.target.closest("[data-of]");
    if (!el || String(getSelection())) return;
    const own = [...rolesOf.get(el)].filter(([id]) => items.has(id) && items.get(id).tagName === "DETAILS");
    own.sort((a, b) => (b[1] === "trigger") - (a[1] === "trigger"));
    if (!own.length) return;
    e.preventDefault();
    const at = own.findIndex(([id]) => id === lit);
    open(items.get(own[(at + 1) % own.length][0]));
  });

  addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    for (const el of document.querySelectorAll("aside details[open]")) el.open = false;
    light(null);
  });

  function follow() {
    const target = openTarget();
    if (target && items.has(target.id)) {
      open(target);
      show(light(target.id));
    }
  }
  addEventListener("hashchange", follow);
  follow();
})();
