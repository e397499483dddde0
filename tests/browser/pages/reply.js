// A portal's own script. It sends on submit, on Ctrl+Enter and, with `?enter`, on Enter; what was sent is kept.

const form = document.getElementById("form");
const reply = document.getElementById("reply");

window.sent = [];
window.saved = [];

form.addEventListener("submit", (event) => {
  event.preventDefault();
  window.sent.push(reply.value);
});

reply.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  if (!event.ctrlKey && !new URLSearchParams(location.search).has("enter")) return;
  event.preventDefault();
  form.requestSubmit();
});

document.getElementById("save").addEventListener("click", () => window.saved.push(reply.value));
