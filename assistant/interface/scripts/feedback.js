// Hands the words of a comment to the button that keeps them, before the click is taken.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-feedback=comment]");
  if (button) button.dataset.said = button.closest(".pd-why").querySelector("textarea").value;
}, true);
