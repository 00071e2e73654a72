<?php
// Configuration of a throw-away site; the database comes from the environment so that runs can go in parallel:
// BFWP_SOCKET and BFWP_DB for MariaDB, or the folder BFWP_DBDIR for SQLite.
$socket = getenv( 'BFWP_SOCKET' );
define( 'DB_NAME', getenv( 'BFWP_DB' ) ?: 'wp' );
define( 'DB_USER', $socket ? 'root' : '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', $socket ? "localhost:$socket" : '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
if ( ! $socket ) {
	define( 'DB_ENGINE', 'sqlite' );
	define( 'DB_DIR', getenv( 'BFWP_DBDIR' ) );
	define( 'DB_FILE', 'db.sqlite' );
}
$table_prefix = 'wp_';
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $k ) {
	define( $k, 'throw-away' . $k );
}
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', false );
define( 'IMPORT_DEBUG', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_MEMORY_LIMIT', '1024M' );
if ( getenv( 'BFWP_PARSER' ) ) {
	define( 'PREFERRED_WXR_PARSER', getenv( 'BFWP_PARSER' ) );
}
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
