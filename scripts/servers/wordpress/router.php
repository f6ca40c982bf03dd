<?php
// What a web server's rewrite rules do: files as they are, folders by their index.php, everything else by WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = realpath( $root . $path );
if ( $file && is_file( $file ) ) {
	return false;
}
$script = '/index.php';
if ( $file && $path !== '/' && is_file( "$file/index.php" ) ) {
	if ( substr( $path, -1 ) !== '/' ) {
		header( "Location: $path/", true, 301 );
		return true;
	}
	$script = $path . 'index.php';
}
$_SERVER['SCRIPT_NAME']     = $script;
$_SERVER['PHP_SELF']        = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir( dirname( $root . $script ) );
require $root . $script;
