import { app, BrowserWindow } from 'electron';

// The floor: the least an Electron app can be and still show a window with something in it.
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  await window.loadURL('data:text/html,<title>Blank</title><main role="grid">ready</main>');
});
