/** What an installed app is opened with (Chromium's File Handling API). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void): void;
}

/** Tells of the project file that the system opened the app with, where it did. */
export function onLaunchFile(onfile: (file: File) => void): void {
  const { launchQueue } = window as Window & { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    const [first] = files;
    if (first) void first.getFile().then(onfile);
  });
}
