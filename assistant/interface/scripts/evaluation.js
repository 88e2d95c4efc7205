// Moves the focus to what has just appeared, if it has.
window.pdFocus = (selector) => {
  const target = document.querySelector(selector);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
};

// Puts a question of another page into the box of the page Ask; the reader sends it.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-carry]");
  if (!button) return;
  document.querySelector("#pd-tab-ask-button").click();
  const box = document.querySelector("#pd-question textarea");
  box.value = button.dataset.carry;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => box.focus(), 50);
});
