// Tabler, without what the house does not use, then app.css; minified into the one stylesheet that is committed.
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { PurgeCSS } from 'purgecss';
import { transform } from 'lightningcss';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../src/Isms');
const out = path.join(root, 'wwwroot/isms.css');

// Classes that pages may use before any page does: whoever writes the next page needs no CSS build to see it right.
const anyOf = words => new RegExp(`^(${words.join('|')})$`);
const step = '[0-5]';
const breakpoint = '(-(sm|md|lg))?';
const tone = '(primary|secondary|success|danger|warning|info|light|dark)';
const colour = '(blue|azure|purple|red|orange|yellow|lime|green|teal|gray)';
const safe = [
  anyOf([`btn(-(${tone}|outline-${tone}|ghost-${tone}|sm|icon|list|link|group|group-sm|close|check|actions|toolbar|loading))?`]),
  anyOf(['card(-(header|body|footer|title|subtitle|actions|table|sm|md|options|tabs|link|stacked|active|inactive|status-(top|start)))?']),
  anyOf([`badge(-(outline|dot|sm|lg|empty|list))?`, `badges-list`]),
  anyOf([`alert(-(${tone}|title|description|heading|icon|link|list|important|minor))?`]),
  anyOf(['form-(control|control-sm|select|select-sm|label|label-description|hint|text|check|check-input|check-label|check-inline|check-description|switch|fieldset|footer|floating|range|selectgroup.*|help|colorinput)']),
  anyOf(['input-(group|group-text|group-flat|group-sm|icon|icon-addon)', 'is-(in)?valid', '(in)?valid-feedback', 'required', 'col-form-label']),
  anyOf([`row(-(cards|deck|sm))?`, `row-cols-[1-6]`, `row-cols${breakpoint}-[1-6]`, `col${breakpoint}(-(auto|[1-9]|1[0-2]))?`, `g[xy]?-${step}`]),
  anyOf(['nav(-(item|link|tabs|pills|fill|underline|bordered|segmented|link-title))?', 'table(-(responsive|sm|vcenter|nowrap|hover|striped|bordered|borderless|active|mobile-md|selectable|sort|primary|secondary|success|danger|warning|info|light|group-divider))?', 'caption-top']),
  anyOf([`d${breakpoint}-(none|block|flex|grid|inline|inline-block|inline-flex)`, 'd-print-(none|block)', `flex-(row|column|wrap|nowrap|fill|grow-[01]|shrink-[01])`, `flex-(md|lg)-(row|column)`]),
  anyOf([`(m|p)[tbsexy]?-${step}`, 'm[sexy]?-auto', `gap-${step}`, 'space-y(-[1-4])?']),
  anyOf(['justify-content-(start|end|center|between)', 'align-items-(start|end|center|baseline)', 'align-self-(start|end|center)', 'align-(middle|top|baseline)']),
  anyOf([`text-(${tone}|${colour}|muted|body|reset|start|end|center|wrap|nowrap|truncate|break|decoration-none|uppercase)`, 'text-(md|lg)-end', 'fw-(normal|medium|bold|semibold)', 'fs-[1-6]', 'font-monospace', 'lh-1', 'strong', 'small', 'lead', 'h[1-6]']),
  anyOf([`bg-${colour}-lt`, `bg-${tone}-lt`, `bg-(transparent|white|light)`, `text-${colour}-fg`]),
  anyOf(['progress(-(bar|sm|stacked|separated|bar-indeterminate))?', 'steps(-(counter|vertical))?', 'step-item', 'dropdown(-(menu|item|header|divider|menu-end|toggle|item-icon|item-check))?', 'divide-y']),
  anyOf(['list-(group|group-item|group-item-action|group-flush|group-hoverable|group-header|unstyled|inline|inline-item)', 'active', 'disabled', 'show']),
  anyOf(['empty(-(icon|img|header|title|subtitle|action|bordered))?', 'page(-(header|title|pretitle|subtitle|body|wrapper|link|item|center|tabs))?', 'pagination', 'breadcrumb(-item)?', 'datagrid(-(item|title|content))?', 'timeline(-(event|event-icon|event-card|simple))?', 'status(-(dot|red|green|yellow|blue|orange|azure))?', 'subheader', 'avatar(-(sm|xs|md))?', 'hr-text', 'container-(xl|fluid|tight|narrow)', 'icon(-(sm|md|lg|inline))?']),
  anyOf(['w-(25|50|75|100|auto)', 'h-100', 'border(-(0|top|bottom|start|end))?', 'rounded(-[0-3])?', 'shadow(-sm)?', 'overflow-(auto|hidden)', 'position-(relative|absolute|sticky)', 'sticky-top', 'visually-hidden(-focusable)?', 'opacity-(25|50|75)', 'cursor-(pointer|help)', 'img-fluid', 'float-end']),
];

const [purged] = await new PurgeCSS().purge({
  css: [path.join(here, 'node_modules/@tabler/core/dist/css/tabler.css')],
  content: [path.join(root, '**/*.razor'), path.join(root, '**/*.cs'), path.join(root, 'wwwroot/js/*.js')],
  defaultExtractor: text => text.match(/[A-Za-z][\w-]*/g) ?? [],
  safelist: { standard: safe, variables: [/^--tblr-(primary|border|body|font|bg)/] },
  // One theme; no icons, editors or pickers of others.
  blocklist: [/^(navbar|offcanvas|carousel|modal|toast|accordion|ribbon|apexcharts|ts-|hs-|litepicker|jvm|fslightbox|dropzone|plyr|tox|noUi|chat|flag)/],
  variables: true,
  keyframes: true,
});

// Words such as "dark" in our C# would keep every rule of the second theme.
const one = purged.css.replace(/[^{}]*\[data-bs-theme=["']?dark["']?\][^{}]*\{[^{}]*\}/g, '');
const css = one + '\n' + await readFile(path.join(here, 'app.css'), 'utf8');
const { code, warnings } = transform({
  filename: 'isms.css',
  code: Buffer.from(css),
  minify: true,
  errorRecovery: true,
  targets: { chrome: 100 << 16, firefox: 100 << 16, safari: 15 << 16 },
});
for (const w of warnings.filter(w => !/deep|Unknown at rule/.test(w.message))) console.error(`warning: ${w.message}`);
await writeFile(out, Buffer.concat([code, Buffer.from('\n')]));
const kb = n => (n / 1024).toFixed(1) + ' KB';
console.log(`isms.css ${kb(code.length)}, gzip ${kb(gzipSync(code).length)}, brotli ${kb(brotliCompressSync(code).length)}`);
