</div>
<aside id="secondary" class="widget-area">
<section class="widget widget_recent_entries"><h2 class="widget-title"><?php _e('Recent Posts'); ?></h2><ul>
<?php foreach (wp_get_recent_posts(['numberposts' => 3]) as $post): ?>
<li><a href="<?php echo get_permalink($post['ID']); ?>"><?php echo esc_html($post['post_title']); ?></a></li>
<?php endforeach; ?>
</ul></section>
</aside>
<footer id="colophon" class="site-footer">
<ul class="footer-links"><li><a href="<?php echo home_url('/faq/'); ?>">FAQ</a></li><li><a href="<?php echo home_url('/newsletter/'); ?>">Subscribe to our newsletter</a></li></ul>
<p class="site-info">&copy; <?php bloginfo('name'); ?></p>
</footer>
</div>
<?php wp_footer(); ?>
</body>
</html>
