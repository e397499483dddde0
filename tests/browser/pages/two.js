// Two forms that keep what was sent.

window.sent = [];

for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sent.push(form.querySelector("textarea").value);
  });
}
