// A field as React's controlled inputs are: only an `input` event changes the state, and after every event the field
// is set back to it. With `?refuse=WORDS` the page takes these words out of whatever is put in.

const reply = document.getElementById("reply");
const refused = new URLSearchParams(location.search).get("refuse");

window.state = "";

reply.addEventListener("input", () => {
  window.state = refused ? reply.value.replaceAll(refused, "") : reply.value;
});

for (const kind of ["input", "keydown", "keyup", "focus", "blur", "click", "change"]) {
  reply.addEventListener(kind, () => {
    if (reply.value !== window.state) reply.value = window.state;
  });
}
