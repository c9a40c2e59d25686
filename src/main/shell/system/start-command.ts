/** Started by the system at login: without a window where there is a tray. */
export const HIDDEN_ARGUMENT = '--hidden';

/** What starts the app: the program and what it is given. */
export interface StartCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** The autostart file (Desktop Entry Specification; its "Exec" quoting is a language of its own). */
export function autostartEntry(start: StartCommand): string {
  const command = [start.program, ...start.args, HIDDEN_ARGUMENT].map(execWord).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Switchboard',
    'Comment=The pay-per-call desk',
    `Exec=${command}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** What starts this very app again: an AppImage is started by its own file, a checkout by Electron and its folder. */
export function startCommand(parts: {
  readonly execPath: string;
  readonly appPath: string;
  readonly packaged: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): StartCommand {
  const image = parts.environment['APPIMAGE'];
  if (image) return { program: image, args: [] };
  return { program: parts.execPath, args: parts.packaged ? [] : [parts.appPath] };
}

function execWord(word: string): string {
  // Inside quotes a backslash escapes `"`, `` ` ``, `$` and itself; the file format then doubles every backslash;
  // a percent sign would begin a field code.
  const quoted = word.replace(/(["`$\\])/g, String.raw`\$1`).replace(/\\/g, String.raw`\\`);
  return `"${quoted.replace(/%/g, '%%')}"`;
}
