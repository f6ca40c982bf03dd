import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');

/** A listing of docs/recipes.md by its file name, so that what publishers paste is what was tested. */
export function recipe(name) {
  for (const [, title, text] of page.matchAll(/^`([^`\n]+)`[^\n]*:\n\n```\w+\n([\s\S]*?)^```$/gm)) {
    if (title === name) return text;
  }
  throw new Error(`docs/recipes.md has no listing called ${name}`);
}

/** Two themes as publishers have them: a classic one of PHP files, and a block theme with our tags in a block. */
export function wordpressThemes() {
  return {
    'classic/style.css': '/*\nTheme Name: Classic\n*/\n',
    'classic/functions.php': `<?php\n${recipe('functions.php')}`,
    'classic/comments.php': recipe('comments.php'),
    'classic/index.php': `<!doctype html>
<html <?php language_attributes(); ?>>
<head><meta charset="utf-8"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<?php while ( have_posts() ) : the_post(); ?>
<article><h1><?php the_title(); ?></h1><?php the_content(); ?></article>
<?php comments_template(); ?>
<?php endwhile; wp_footer(); ?>
</body>
</html>
`,
    'blocks/style.css': '/*\nTheme Name: Blocks\nTemplate: twentytwentythree\n*/\n',
    'blocks/parts/comments.html': `<!-- wp:html -->\n${recipe('Custom HTML')}<!-- /wp:html -->\n`,
  };
}

/** Ghost's own theme with our tags in the place of its comments. */
export function ghostTheme(original, target) {
  cpSync(original, target, { recursive: true });
  const file = join(target, 'post.hbs');
  const post = readFileSync(file, 'utf8');
  const theirs = /^ *\{\{comments\}\}\n/m;
  if (!theirs.test(post)) throw new Error('The theme no longer says {{comments}}');
  writeFileSync(file, post.replace(theirs, recipe('post.hbs')));
}
