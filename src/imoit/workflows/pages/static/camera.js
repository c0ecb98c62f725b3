// Reads the QR code of a slip with the camera: in the browser where it can, else picture by
// picture on the server, which keeps none. Without a camera one types, scans or sends a photo.
document.querySelectorAll("input[data-submit]").forEach((field) =>
  field.addEventListener("change", () => field.files.length && field.form.submit()));
const button = document.querySelector("[data-camera]");
const video = document.querySelector(".im-camera");
const note = document.querySelector("[data-camera-note]");
const LOOK = 500;
const WIDTH = 1280;
let stream = null;

if (button && video && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener("click", () => (stream ? stop() : start()));
}

async function start() {
  const wanted = { facingMode: "environment", width: { ideal: WIDTH } };
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  } catch {
    say(note.dataset.refused);
    return;
  }
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  say(note.dataset.hold);
  look(await reader());
}

function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  video.hidden = true;
  say("");
}

function say(text) {
  note.textContent = text;
  note.hidden = !text;
}

async function look(read) {
  if (!stream) return;
  const code = await read().catch(() => "");
  if (!stream) return;
  if (!code) {
    setTimeout(() => look(read), LOOK);
    return;
  }
  stop();
  const field = document.getElementById(button.dataset.camera);
  field.value = code;
  field.form.submit();
}

async function reader() {
  const known = await window.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (!known?.includes("qr_code")) return onServer;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async () => (await detector.detect(video))[0]?.rawValue;
}

async function onServer() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d").drawImage(video, 0, 0);
  const seen = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  const data = new FormData();
  data.append("photo", seen, "camera.jpg");
  data.append("_authenticator", document.querySelector("[name=_authenticator]").value);
  const headers = { "X-Requested-With": "fetch" };
  const answer = await fetch(button.dataset.read, { method: "POST", body: data, headers });
  return (await answer.json()).code;
}
