/**
 * What a shift needs of the tablet: a sound for new orders, and a screen that stays on. Both need a
 * press first (browsers' rule), which is *Start shift*, and both may fail later: the signals say
 * so. The Wake Lock API is left to https pages, which a booth without internet cannot be; a video
 * that plays does the same.
 */

import { signal } from "@preact/signals";
import type { MessageKey } from "../../messages/messages";

export const soundOn = signal(false);
export const awake = signal(false);
export const shiftStarted = signal(false);

let audio: AudioContext | undefined;
let video: HTMLVideoElement | undefined;

/** To be called from a press. */
export async function startShift(): Promise<void> {
  shiftStarted.value = true;
  audio ??= newAudio();
  await audio.resume().catch(() => undefined);
  updateSoundOn();
  newOrderSound();
  video ??= newVideo(audio);
  await playVideo();
}

/**
 * The word of the shift's button: before the shift that it starts it, later the part that has
 * stopped working, which a press mends; none while all is well.
 */
export function shiftWord(): MessageKey | undefined {
  if (!shiftStarted.value) return "bar.startShift";
  if (!soundOn.value) return "bar.soundOff";
  return awake.value ? undefined : "bar.awakeOff";
}

/** Two short notes, as of a cup on a saucer. Silent until the shift was started. */
export function newOrderSound(): void {
  if (audio?.state !== "running") return;
  note(audio, 880, 0);
  note(audio, 1_320, 0.12);
}

/** Two falling notes: an order was given up. Silent until the shift was started. */
export function givenUpSound(): void {
  if (audio?.state !== "running") return;
  note(audio, 660, 0);
  note(audio, 440, 0.18);
}

function newAudio(): AudioContext {
  const context = new AudioContext();
  context.addEventListener("statechange", updateSoundOn);
  return context;
}

function updateSoundOn(): void {
  soundOn.value = audio?.state === "running";
}

function note(context: AudioContext, hertz: number, afterS: number): void {
  const from = context.currentTime + afterS;
  const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0.35, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + 0.4);
}

/**
 * A video of two pixels with a silent sound track. The track is there because browsers hold the
 * screen for a video with sound wherever it is, but for a muted one only if it is large.
 */
function newVideo(context: AudioContext): HTMLVideoElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2;
  const pen = canvas.getContext("2d");
  let shade = 0;
  // A stream without new frames counts as a paused video.
  setInterval(() => {
    shade = 1 - shade;
    if (pen === null) return;
    pen.fillStyle = shade === 0 ? "#16100d" : "#17110e";
    pen.fillRect(0, 0, 2, 2);
  }, 1_000);
  const silence = context.createMediaStreamDestination();
  const stream = canvas.captureStream(1);
  for (const track of silence.stream.getAudioTracks()) stream.addTrack(track);

  const element = document.createElement("video");
  element.className = "stay-awake";
  element.playsInline = true;
  element.loop = true;
  element.srcObject = stream;
  element.setAttribute("aria-hidden", "true");
  const updateAwake = (): void => {
    awake.value = !element.paused;
  };
  for (const event of ["play", "playing", "pause", "ended", "error"])
    element.addEventListener(event, updateAwake);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    void playVideo();
    void audio?.resume().catch(() => undefined);
  });
  document.body.append(element);
  return element;
}

async function playVideo(): Promise<void> {
  try {
    await video?.play();
  } catch {
    awake.value = false;
  }
}
