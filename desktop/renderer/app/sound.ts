export type Sound = 'done' | 'look' | 'stop' | 'away';

interface Tone {
  readonly hertz: number;
  readonly from: number;
  readonly seconds: number;
}

const tones: Readonly<Record<Sound, readonly Tone[]>> = {
  done: [{ hertz: 1318, from: 0, seconds: 0.06 }],
  look: [
    { hertz: 880, from: 0, seconds: 0.08 },
    { hertz: 880, from: 0.14, seconds: 0.08 },
  ],
  stop: [{ hertz: 196, from: 0, seconds: 0.25 }],
  away: [
    { hertz: 1318, from: 0, seconds: 0.08 },
    { hertz: 784, from: 0.1, seconds: 0.12 },
  ],
};

/** Plays the four sounds of design/VISUAL.md. Silence changes nothing on the screen, so a missing device is no error. */
export function createSounds(isOn: () => boolean): (sound: Sound) => void {
  let context: AudioContext | null = null;
  return (sound) => {
    if (!isOn() || typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const now = context.currentTime;
    for (const tone of tones[sound]) {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      oscillator.type = sound === 'stop' ? 'triangle' : 'sine';
      oscillator.frequency.value = tone.hertz;
      gain.gain.setValueAtTime(0, now + tone.from);
      gain.gain.linearRampToValueAtTime(0.2, now + tone.from + 0.005);
      gain.gain.setValueAtTime(0.2, now + tone.from + tone.seconds - 0.01);
      gain.gain.linearRampToValueAtTime(0, now + tone.from + tone.seconds);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(now + tone.from);
      oscillator.stop(now + tone.from + tone.seconds);
    }
  };
}
