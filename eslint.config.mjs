import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const globalsOf = (names) => Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      'shots/',
      'node_modules/',
      'examples/',
      'test/hosts/dialogs/',
      'test/hosts/rendering/',
      'test/hosts/types/',
      'test/hosts/variants/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    files: ['src/**/*.ts'],
    plugins: { lit, wc },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      'lit/no-classfield-shadowing': 'error',
      // Typed events on the class: the element's own interface, merged on purpose.
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // An interface of promises is often kept by something that has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // A checked option comes out with the type that its caller promises to use it as.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // chai's `to.be.true` is an expression, and node:test's `describe` returns a promise nobody awaits.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      // Answers are looked at as loosely as the code under test might have made them.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      // A checked option comes out with the type that its caller promises to use it as.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  // Plain JavaScript has no types to check by.
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, '@typescript-eslint/no-dynamic-delete': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: globalsOf('AbortSignal Buffer clearTimeout console document fetch process requestAnimationFrame setTimeout URL'),
    },
  },
  {
    files: ['demo/page/*.js'],
    languageOptions: {
      globals: globalsOf(
        'BroadcastChannel console CSS CSSStyleSheet customElements CustomEvent document Event fetch FormData getComputedStyle history HTMLElement HTMLSelectElement localStorage location matchMedia navigator OffscreenCanvas RadioNodeList scrollTo sessionStorage setTimeout URL URLSearchParams window',
      ),
    },
  },
);
