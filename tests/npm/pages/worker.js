// Judges the records that it is sent with the build of the checker that its address names.

const build = new URL(import.meta.url).searchParams.get("build");
const ready = import(`/${build}.js`).then(({ createChecker }) => createChecker());

addEventListener("message", async ({ data: records }) => {
  try {
    const checker = await ready;
    postMessage(records.map((record) => JSON.stringify({ id: record.id, findings: checker.check(record, { unit: "chars" }) })));
  } catch (error) {
    postMessage(String(error));
  }
});
