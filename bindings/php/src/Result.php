<?php

declare(strict_types=1);

namespace Antin;

/** How a call ended: `AntinException::result()`. */
enum Result: int
{
    case Ok = 0;
    case NullArgument = 1;
    case InvalidArgument = 2;
    case AlreadyUsed = 3;
    case Rejected = 4;
    case Absent = 5;
    case Malformed = 16;
    case Unsupported = 17;
    case LimitExceeded = 18;
    case Policy = 19;
    case RegistryPast = 20;
    case Credential = 31;
    case Key = 32;
    case Network = 48;
    case Timestamp = 49;
    case Other = 64;
    case Ledger = 65;
    case Internal = 255;
}
