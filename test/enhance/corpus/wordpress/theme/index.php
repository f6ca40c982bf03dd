<?php get_header(); ?>
<div id="primary" class="content-area">
<main id="main" class="site-main">
<?php while (have_posts()): the_post(); ?>
<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
<header class="entry-header"><h1 class="entry-title"><?php the_title(); ?></h1>
<div class="entry-meta"><time datetime="<?php echo get_the_date('c'); ?>"><?php echo get_the_date(); ?></time> <span class="author vcard"><?php the_author_posts_link(); ?></span></div></header>
<div class="entry-content">
<?php the_content(); ?>
</div>
<footer class="entry-footer"><span class="cat-links"><?php the_category(', '); ?></span></footer>
</article>
<?php if (is_single()) { the_post_navigation(); comments_template(); } endwhile; ?>
</main>
</div>
<?php get_footer();
