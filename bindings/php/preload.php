<?php

/**
 * Loads all classes, for servers: there FFI is open to preloaded code alone (`ffi.enable=preload`, the
 * default of PHP). Name this file in `opcache.preload`, or require it from the file that is named there,
 * and name `antin.h` in `ffi.preload`.
 */

declare(strict_types=1);

require_once __DIR__ . '/src/autoload.php';

$files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__ . '/src', FilesystemIterator::SKIP_DOTS));
foreach ($files as $file) {
    require_once $file->getPathname();
}
