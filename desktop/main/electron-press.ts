import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PressedPage, PressPage } from '@balie/hardware/ports/page-press.ts';
import { BrowserWindow, type WebContents } from 'electron';

const MICRONS = 1000;
const MM_PER_INCH = 25.4;

/** Prints pages with Electron, in a window that nobody sees and that can do nothing else. */
export const electronPress: PressPage = async (page, target) => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    const { webContents } = window;
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page.html)}`);
    if ('folder' in target) return await savePdf(webContents, page, target.folder);
    return await printOn(webContents, page, target.printer);
  } finally {
    window.destroy();
  }
};

function printOn(
  webContents: WebContents,
  page: PressedPage,
  printer: string | null,
): Promise<string | null> {
  const { widthMm, heightMm } = page;
  return new Promise((resolve) =>
    webContents.print(
      {
        ...{ silent: true, color: false, margins: { marginType: 'none' } },
        ...(printer === null ? {} : { deviceName: printer }),
        pageSize: { width: widthMm * MICRONS, height: heightMm * MICRONS },
      },
      (taken, reason) => resolve(taken ? null : reason || 'refused'),
    ),
  );
}

/** A file appears under its name whole. One that is already there is the same receipt: it was made from the same job. */
async function savePdf(webContents: WebContents, page: PressedPage, folder: string): Promise<string | null> {
  const { widthMm, heightMm, title } = page;
  const bytes = await webContents.printToPDF({
    ...{ printBackground: true, preferCSSPageSize: true },
    pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
  });
  try {
    await mkdir(folder, { recursive: true });
    const beside = join(folder, `.${randomUUID()}.part`);
    await writeFile(beside, bytes);
    await rename(beside, join(folder, `${title.replace(/[^\w.-]/g, '-')}.pdf`));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
