<?php
// install.php SITE_DIR: empty WordPress: one administrator, the default category, no content.
error_reporting( E_ALL & ~E_DEPRECATED );
define( 'WP_INSTALLING', true );
$_SERVER += array( 'HTTP_HOST' => 'wp.test', 'SERVER_NAME' => 'wp.test', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'PHP_SELF' => '/index.php', 'REMOTE_ADDR' => '127.0.0.1' );
function wp_new_blog_notification() {} // pluggable: no mail
require rtrim( $argv[1], '/' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_false' );
wp_install( 'Harness', 'importing-admin', 'importing-admin@wp.test', true, '', 'throw-away' );
update_option( 'siteurl', 'http://wp.test' );
update_option( 'home', 'http://wp.test' );
update_option( 'timezone_string', 'UTC' );
global $wpdb;
foreach ( array( 'posts', 'postmeta', 'comments', 'commentmeta', 'term_relationships' ) as $t ) {
	$wpdb->query( "DELETE FROM {$wpdb->$t}" );
}
$wpdb->query( "UPDATE {$wpdb->term_taxonomy} SET count = 0" );
$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE '%transient%'" );
echo 'WordPress ', get_bloginfo( 'version' ), ' installed, users=', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->users}" ), ' posts=', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts}" ), "\n";
if ( getenv( 'BFWP_SOCKET' ) ) {
	foreach ( array( 'posts', 'postmeta', 'comments', 'commentmeta' ) as $t ) {
		$wpdb->query( "ALTER TABLE {$wpdb->$t} AUTO_INCREMENT = 1" );
	}
	exit;
}
// ids from 1 (the driver keeps its counters in sqlite_sequence), and one file instead of a write-ahead log beside it
$pdo = new PDO( 'sqlite:' . getenv( 'BFWP_DBDIR' ) . 'db.sqlite' );
$pdo->exec( "DELETE FROM sqlite_sequence WHERE name IN ('wp_posts', 'wp_postmeta', 'wp_comments', 'wp_commentmeta')" );
$pdo->exec( 'PRAGMA wal_checkpoint(TRUNCATE)' );
