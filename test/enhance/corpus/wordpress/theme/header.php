<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<div id="page" class="hfeed site">
<header id="masthead" class="site-header">
<p class="site-title"><a href="<?php echo home_url('/'); ?>" rel="home"><?php bloginfo('name'); ?></a></p>
<p class="site-description"><?php bloginfo('description'); ?></p>
<nav id="site-navigation" class="main-navigation"><?php wp_page_menu(); ?></nav>
<?php get_search_form(); ?>
</header>
<div id="content" class="site-content">
