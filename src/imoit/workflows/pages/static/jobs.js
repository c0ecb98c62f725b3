// Renews the parts that say how far a job is, until it is over.
const PAUSE = 2000;

async function renew(part) {
  try {
    const answer = await fetch(part.dataset.job, { credentials: "same-origin" });
    if (!answer.ok) return;
    const holder = document.createElement("div");
    holder.innerHTML = await answer.text();
    const fresh = holder.querySelector(".im-job");
    part.replaceWith(fresh);
    if (fresh.dataset.job) return setTimeout(() => renew(fresh), PAUSE);
    fresh.dispatchEvent(new CustomEvent("imoit:job", { bubbles: true }));
  } catch {
    setTimeout(() => renew(part), 5 * PAUSE);
  }
}

document
  .querySelectorAll(".im-job[data-job]")
  .forEach((part) => setTimeout(() => renew(part), PAUSE));
