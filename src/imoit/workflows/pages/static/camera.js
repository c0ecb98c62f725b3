// Reads a QR code with the camera where the browser can; without it one types or scans.
document.querySelectorAll("input[data-submit]").forEach((field) =>
  field.addEventListener("change", () => field.files.length && field.form.submit()));
const button = document.querySelector("[data-camera]");
const video = document.querySelector(".im-camera");
if (button && video && "BarcodeDetector" in window && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const field = document.getElementById(button.dataset.camera);
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const look = async () => {
      const [found] = await detector.detect(video);
      if (!found) { requestAnimationFrame(look); return; }
      stream.getTracks().forEach((track) => track.stop());
      field.value = found.rawValue;
      field.form.submit();
    };
    look();
  });
}
