import { createTheme, type CSSVariablesResolver } from '@mantine/core';

const field = {
  styles: { input: { color: 'var(--ink)', background: 'var(--surface)', borderColor: 'var(--edge)' } },
};

/** Mantine for dialogs, inputs and switches; its looks come from the tokens. */
export const theme = createTheme({
  fontFamily: 'var(--ff)',
  headings: { fontFamily: 'var(--ff)' },
  defaultRadius: '8px',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { TextInput: { defaultProps: field }, PasswordInput: { defaultProps: field } },
});

const fromTokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink3)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-anchor': 'var(--acc)',
  '--mantine-primary-color-filled': 'var(--acc)',
  '--mantine-primary-color-filled-hover': 'var(--acc)',
  '--mantine-primary-color-contrast': 'var(--onMode)',
  '--mantine-primary-color-light': 'var(--accT)',
};

export const mantineTokens: CSSVariablesResolver = () => ({
  variables: {},
  light: fromTokens,
  dark: fromTokens,
});
