// Writes what editors and documentation tools read of the elements, from the sources: dist/custom-elements.json (the
// Custom Elements Manifest, schema 1.0.0), html-custom-data.json (VS Code) and web-types.json (JetBrains).
// Written here, because the manifest's own analyzer brings a second TypeScript with it and sees no event's detail.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(root, 'src', name));
const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config;
const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root);
const program = ts.createProgram(sources, options);
const checker = program.getTypeChecker();
const statements = sources.flatMap((path) => [...(program.getSourceFile(path)?.statements ?? [])]);

/** `@csspart head - The row.`: each tag's name and what is said of it. A `-` before the text is optional. */
const readTags = (node, tagName) =>
  ts
    .getJSDocTags(node)
    .filter((tag) => tag.tagName.text === tagName)
    .map((tag) => {
      const [, name, description = ''] = /^(\S+)\s*(?:-\s+)?([\s\S]*)$/.exec(ts.getTextOfJSDocComment(tag.comment)?.trim() ?? '') ?? [];
      return { name, description: description.trim() };
    });

const describe = (node) => {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(doc?.comment)?.trim() ?? '';
};

/** `Default: none.`, and not a sentence on when which. */
const readDefault = (description) => /Default: (`[^`]+`|[^`.;,]+)(?:[.;]|$)/.exec(description)?.[1];
const withDefault = (description) => {
  const value = readDefault(description);
  return value === undefined ? {} : { default: value.replaceAll('`', "'") };
};
/** A type's text without the `undefined` that every option takes. */
const typeText = (node) => node?.getText().replace(/ \| undefined$/, '') ?? 'unknown';

/** The words of a union of texts, for an editor to offer. */
const readWords = (node) => {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
};

const readAttributes = (declaration) => {
  const statics = declaration.members.find((member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'properties');
  return new Map(
    statics.initializer.properties.map((property) => {
      const given = property.initializer.properties.find((one) => one.name.getText() === 'attribute')?.initializer;
      const name = property.name.getText();
      if (given?.kind === ts.SyntaxKind.FalseKeyword) return [name, undefined];
      return [name, given === undefined ? name.toLowerCase() : given.text];
    }),
  );
};

const hasModifier = (member, ...kinds) => (ts.getModifiers(member) ?? []).some(({ kind }) => kinds.includes(kind));
const isPublic = (member) =>
  member.name !== undefined &&
  ts.isIdentifier(member.name) &&
  !hasModifier(member, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword, ts.SyntaxKind.StaticKeyword);

const readEventTypes = (mapName) => {
  const map = statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === mapName);
  return new Map(map.members.map((member) => [member.name.getText(), member.type.getText()]));
};

const describeElement = (tagName, className) => {
  const declaration = statements.find((one) => ts.isClassDeclaration(one) && one.name?.text === className);
  const attributeOf = readAttributes(declaration);
  const members = declaration.members.filter(isPublic);
  const fields = members
    .filter((member) => ts.isPropertyDeclaration(member) || ts.isGetAccessorDeclaration(member))
    .map((member) => {
      const name = member.name.getText();
      const attribute = attributeOf.get(name);
      const description = describe(member);
      return {
        kind: 'field',
        name,
        type: { text: typeText(member.type) },
        description,
        ...withDefault(description),
        ...(ts.isGetAccessorDeclaration(member) ? { readonly: true } : {}),
        ...(attribute === undefined ? {} : { attribute }),
        words: readWords(member),
      };
    });
  const methods = members.filter(ts.isMethodDeclaration).map((member) => ({
    kind: 'method',
    name: member.name.getText(),
    description: describe(member),
    return: { type: { text: typeText(member.type) } },
    parameters: member.parameters.map((one) => ({ name: one.name.getText(), type: { text: typeText(one.type) } })),
  }));
  const eventTypes = readEventTypes(`${className}EventMap`);
  const events = readTags(declaration, 'event').map((event) => ({ ...event, type: { text: eventTypes.get(event.name) } }));
  return {
    tagName,
    className,
    path: declaration.getSourceFile().fileName.includes('/src/element/')
      ? 'dist/index.js'
      : `dist/${tagName.replace('cyclr-connect-', '')}.js`,
    description: describe(declaration),
    fields,
    methods,
    events,
    slots: readTags(declaration, 'slot'),
    cssParts: readTags(declaration, 'csspart'),
    cssProperties: readTags(declaration, 'cssproperty').map((one) => ({ ...one, ...withDefault(one.description) })),
    cssStates: readTags(declaration, 'cssstate'),
  };
};

const isTagMap = (one) => ts.isInterfaceDeclaration(one) && one.name.text === 'HTMLElementTagNameMap';
const elements = statements
  .filter(ts.isModuleDeclaration)
  .flatMap(({ body }) => [...body.statements].filter(isTagMap))
  .flatMap(({ members }) => [...members])
  .map((member) => describeElement(member.name.text, member.type.getText()))
  .sort((one, other) => one.tagName.localeCompare(other.tagName));

const attributesOf = ({ fields }) => fields.filter(({ attribute }) => attribute !== undefined);

const manifest = {
  schemaVersion: '1.0.0',
  modules: elements.map((element) => {
    const { tagName, className, path, description, fields, methods, events, slots, cssParts, cssProperties, cssStates } = element;
    const declaration = { name: className, module: path };
    return {
      kind: 'javascript-module',
      path,
      declarations: [
        {
          kind: 'class',
          customElement: true,
          name: className,
          tagName,
          description,
          superclass: { name: 'LitElement', package: 'lit' },
          attributes: attributesOf(element).map(({ attribute: name, name: fieldName, type, description: text, default: value }) => ({
            name,
            fieldName,
            type,
            description: text,
            ...(value === undefined ? {} : { default: value }),
          })),
          members: [...fields.map(({ words: _words, ...field }) => field), ...methods],
          events,
          slots,
          cssParts,
          cssProperties,
          cssStates,
        },
      ],
      exports: [
        { kind: 'js', name: className, declaration },
        { kind: 'custom-element-definition', name: tagName, declaration },
      ],
    };
  }),
};

const customData = {
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: element.description,
    attributes: attributesOf(element).map(({ attribute: name, description, words, type }) => ({
      name,
      description,
      ...(type.text === 'boolean' ? { valueSet: 'v' } : {}),
      ...(words.length > 0 ? { values: words.map((word) => ({ name: word })) } : {}),
    })),
  })),
};

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const webTypes = {
  $schema: 'https://json.schemastore.org/web-types',
  name,
  version,
  'js-types-syntax': 'typescript',
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map((element) => ({
        name: element.tagName,
        description: element.description,
        attributes: attributesOf(element).map(({ attribute, description, type }) => ({
          name: attribute,
          description,
          value: { type: type.text },
        })),
        slots: element.slots,
        js: {
          properties: element.fields.map((field) => ({ name: field.name, description: field.description, type: field.type.text })),
          events: element.events.map((event) => ({ name: event.name, description: event.description, type: event.type.text })),
        },
        css: {
          properties: element.cssProperties.map(({ name: property, description }) => ({ name: property, description })),
          parts: element.cssParts,
        },
      })),
    },
  },
};

for (const [file, content] of Object.entries({
  'custom-elements.json': manifest,
  'html-custom-data.json': customData,
  'web-types.json': webTypes,
})) {
  writeFileSync(join(root, 'dist', file), `${JSON.stringify(content, null, 2)}\n`);
}
