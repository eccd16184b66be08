import { readCanvas } from './read-picture.ts';

const pauseMs = 150;
const side = 960;

/** Looks through the camera until a code is found or it is stopped. Throws where there is no camera or it is not allowed. */
export async function startCamera(video: HTMLVideoElement, onCode: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement('canvas');
  let isOn = true;
  const stop = (): void => {
    isOn = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  const look = async (): Promise<void> => {
    if (!isOn) return;
    const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (canvas.width > 0) {
      canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
      const found = await readCanvas(canvas);
      if (found !== null && isOn) {
        stop();
        onCode(found);
        return;
      }
    }
    setTimeout(() => void look(), pauseMs);
  };
  void look();
  return stop;
}
