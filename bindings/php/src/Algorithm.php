<?php

declare(strict_types=1);

namespace Antin;

/** A signature algorithm. Values of ECDSA are in DER; Ed25519 signs the message itself. */
enum Algorithm: int
{
    case RsaPkcs1Sha256 = 1;
    case RsaPkcs1Sha384 = 2;
    case RsaPkcs1Sha512 = 3;
    case RsaPssSha256 = 4;
    case RsaPssSha384 = 5;
    case RsaPssSha512 = 6;
    case EcdsaSha256 = 7;
    case EcdsaSha384 = 8;
    case EcdsaSha512 = 9;
    case Ed25519 = 10;
}
