import type { ComponentChildren, VNode } from 'preact';

/** What may be wider than the page, and is then moved under it: with a finger, a mouse, or the keyboard. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
