<?php

declare(strict_types=1);

namespace Antin;

/** How much a finding matters; an error is a reason why the verdict is no pass. */
enum Severity: int
{
    case Info = 1;
    case Warning = 2;
    case Error = 3;
}
