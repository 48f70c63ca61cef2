<?php

declare(strict_types=1);

namespace Antin;

/** The form of a name that the signer's certificate must have. */
enum NameForm: int
{
    case Dns = 1;
    case Email = 2;
    case Ip = 3;
}
