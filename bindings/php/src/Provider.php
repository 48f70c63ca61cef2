<?php

declare(strict_types=1);

namespace Antin;

/** Who does the cryptography: ring is always there, AWS-LC if the library was built with it. */
enum Provider: int
{
    case Ring = 1;
    case AwsLcRs = 2;
}
