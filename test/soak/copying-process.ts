import { openMeasuredDesk } from '../bench/measured-desk.ts';

/** Opens each desk whose folder it hears of, waits until its replica is whole, closes it and says so. It ends with its parent. */
process.on('disconnect', () => process.exit());
process.on('message', (folder) => {
  void copy(folder as string).then(() => process.send?.('whole'));
});

async function copy(folder: string): Promise<void> {
  const { whole, close } = await openMeasuredDesk(folder);
  await whole;
  await close();
}
