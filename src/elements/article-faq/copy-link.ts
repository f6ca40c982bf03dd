/**
 * Copies the page's address with this fragment. False where the clipboard is closed to us (no permission, no secure context):
 * then the link is in the address bar.
 */
export async function copyLink(id: string): Promise<boolean> {
  const url = new URL(location.href);
  url.hash = id;
  try {
    await navigator.clipboard.writeText(url.href);
    return true;
  } catch {
    history.replaceState(history.state, '', url);
    return false;
  }
}
