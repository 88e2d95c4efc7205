// A brief that is edited where it stands: what is typed reaches the server once, and the keyboard
// stays where it is while parts are written around it.
(() => {
  const events = { write: "submit", rewrite: "submit", save: "download" };
  // What takes the keyboard over from a button that has gone.
  const instead = {
    write: ["stop"], rewrite: ["stop"], stop: ["write", "rewrite"], undo: ["redo", "title"],
    redo: ["undo", "title"],
  };
  const typed = new Map(); // What the server does not know yet, by the field's data-key.
  let commit = () => {};
  let pressing = false;
  let held = null; // The field or button that has the keyboard.
  let anchor = null; // The part at the top of the window.
  let at = "0";

  const page = () => document.querySelector(".pd-brief");
  const find = (key) => document.querySelector(`#pd-brief [data-key="${key}"]`);
  const focused = () => document.activeElement?.closest?.("#pd-brief [data-key]");

  function take() {
    const edits = JSON.stringify([...typed.values()]);
    typed.clear();
    return edits;
  }

  function remember() {
    const now = focused();
    if (now) held = { key: now.dataset.key, start: now.selectionStart, end: now.selectionEnd };
  }

  function grow(field) {
    if (CSS.supports("field-sizing: content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function look() {
    const top = [...document.querySelectorAll("#pd-brief .pd-part")]
      .find((part) => part.getBoundingClientRect().bottom > 120);
    anchor = top ? { id: top.id, top: top.getBoundingClientRect().top } : null;
  }

  // After a redraw, which reuses the nodes that it finds whatever they were: what each field says,
  // where the keyboard was, and where the window stood.
  function settle() {
    const { key, start, end } = held || {}; // focusing changes what is held
    document.querySelectorAll("#pd-brief textarea[data-field]").forEach((field) => {
      const said = typed.get(field.dataset.key)?.value ?? field.defaultValue;
      if (field.value !== said) field.value = said;
      grow(field);
    });
    const now = page();
    const sent = now && now.dataset.at !== at;
    at = now ? now.dataset.at : at;
    if (sent) {
      // The bar may be drawn after the parts.
      setTimeout(() => find(now.dataset.focus)?.focus());
      anchor = null;
    } else if (key) {
      const back = [key, ...(instead[key] || [])].map(find).find(Boolean);
      if (back !== document.activeElement) back?.focus({ preventScroll: true });
      if (back?.matches("textarea") && back.selectionStart !== start) {
        back.setSelectionRange(start, end);
      }
    }
    const kept = anchor && document.getElementById(anchor.id);
    if (kept?.offsetParent && window.scrollY > 0) {
      const moved = kept.getBoundingClientRect().top - anchor.top;
      if (Math.abs(moved) > 1) window.scrollBy(0, moved);
    }
  }

  window.pdBrief = (element, trigger) => {
    const send = (act, part = "", value = "") =>
      trigger(events[act] || "select", { act, part, value, edits: take() });
    if (element.closest("#pd-brief-body")) commit = () => typed.size && send("edit");

    element.addEventListener("input", (event) => {
      const field = event.target.closest("textarea[data-field]");
      if (!field) return;
      const { key, part, field: name } = field.dataset;
      typed.set(key, { part, field: name, value: field.value });
      grow(field);
      remember();
    });
    element.addEventListener("change", (event) => {
      const choice = event.target.closest("select[data-act]");
      if (choice) send(choice.dataset.act, "", choice.value);
      else if (!pressing) commit();
    });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-act]");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      send(button.dataset.act, button.dataset.part, button.dataset.value);
    });
    element.addEventListener("keydown", (event) => {
      const field = event.target.closest("textarea[data-field]");
      const part = event.target.closest(".pd-part");
      if (field && event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        commit();
      }
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (part && way && event.altKey) {
        event.preventDefault();
        part.querySelector(`[data-act="${way}"]`).click();
      }
    });
    new MutationObserver(settle).observe(element, { childList: true, subtree: true });
    settle();
  };

  // A press on a button leaves the field first; the button takes along what was typed there.
  document.addEventListener("pointerdown", (event) => {
    pressing = !!event.target.closest?.("#pd-brief [data-act]");
  }, true);
  document.addEventListener("pointerup", () => setTimeout(() => {
    if (pressing) commit();
    pressing = false;
  }, 80), true);

  document.addEventListener("focusin", remember);
  document.addEventListener("selectionchange", remember);
  document.addEventListener("focusout", (event) => {
    const left = event.target;
    setTimeout(() => { if (left.isConnected && !focused()) held = null; });
  });
  document.addEventListener("scroll", look, { passive: true });

  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-open-tab]");
    if (way) document.getElementById(`pd-tab-${way.dataset.openTab}-button`)?.click();
  });

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector(".pd-brief .pd-said")) event.preventDefault();
  });
})();
