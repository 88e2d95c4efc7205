// A checked draft: which sentences are marked, which one is chosen, and the way from one to the next.
(() => {
  const narrow = matchMedia("(max-width: 860px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let only = ""; // the verdict whose sentences alone are marked
  let chosen = ""; // id of the sentence whose sources are shown

  const draft = () => document.getElementById("pd-draft");
  const inSight = () => draft()?.checkVisibility() ?? false;
  const behave = () => ({ behavior: calm.matches ? "auto" : "smooth" });

  // Redraws know nothing of these choices.
  function restore() {
    if (!draft()) return;
    if (only) draft().dataset.only = only;
    else delete draft().dataset.only;
    for (const sentence of draft().querySelectorAll("[aria-current]")) {
      if (sentence.id !== chosen) sentence.removeAttribute("aria-current");
    }
    const now = chosen ? document.getElementById(chosen) : null;
    if (now?.dataset.n && !now.hasAttribute("aria-current")) now.setAttribute("aria-current", "true");
    for (const button of document.querySelectorAll(".pd-count")) {
      const pressed = String(button.dataset.only === only);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  }

  function step(by) {
    const wanted = only ? [only] : ["contradicted", "missing"];
    const all = [...draft().querySelectorAll(".pd-judged")];
    const at = all.findIndex((sentence) => sentence.id === chosen);
    const ahead = by > 0 ? all.slice(at + 1) : all.slice(0, at < 0 ? all.length : at).reverse();
    const next = ahead.find((sentence) => wanted.includes(sentence.dataset.verdict));
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", ...behave() });
    next.click();
  }

  // Where the sources stand below the draft, a choice would otherwise change nothing in sight.
  window.pdShowEvidence = () => {
    const panel = document.querySelector("#pd-evidence h2");
    if (!narrow.matches || !panel) return;
    panel.scrollIntoView({ block: "start", ...behave() });
    panel.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const sentence = event.target.closest(".pd-judged");
    if (sentence) {
      chosen = sentence.id;
      restore();
    }
    const count = event.target.closest(".pd-count");
    if (count) {
      only = count.dataset.only;
      restore();
    }
    const way = event.target.closest(".pd-step");
    if (way) step(Number(way.dataset.step));
    if (event.target.closest("#pd-draft-start, #pd-draft-example, #pd-draft-again")) only = chosen = "";
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !inSight()) return;
    const at = event.target;
    if (at.matches("input, textarea, select, [contenteditable=true]")) return;
    if (at.matches(".pd-judged") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      at.click();
    }
    const way = { j: 1, n: 1, k: -1, p: -1 }[event.key.toLowerCase()];
    if (way) {
      event.preventDefault();
      step(way);
    }
    if (/^[1-9]$/.test(event.key)) {
      const card = document.querySelectorAll("#pd-evidence .pd-card")[event.key - 1];
      if (card) card.querySelector(".pd-open").click();
      card?.focus();
    }
  });

  new MutationObserver(restore).observe(document.documentElement, {
    attributeFilter: ["aria-current", "aria-pressed"], attributes: true, childList: true, subtree: true,
  });
})();
