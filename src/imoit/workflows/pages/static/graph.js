// The picture of a process: arrow keys lead from state to state, Enter opens one.
const graph = document.querySelector(".im-graph");
if (graph) {
  const states = [...graph.querySelectorAll("a[data-state]")];
  graph.addEventListener("keydown", (event) => {
    const here = states.indexOf(event.target.closest("a[data-state]"));
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -here, End: states.length - 1 - here }[event.key];
    if (here < 0 || step === undefined) return;
    const next = states[Math.min(Math.max(here + step, 0), states.length - 1)];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}
