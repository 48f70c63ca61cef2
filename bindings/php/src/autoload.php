<?php

declare(strict_types=1);

// Loads classes of Antin for programs that do not use Composer.

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Antin\\')) {
        $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, 6)) . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});
