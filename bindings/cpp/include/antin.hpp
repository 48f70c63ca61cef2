/// @file
/// antin for C++17 and later: signs and judges official documents.
///
/// Everything here is a thin, inline layer over antin.h: it owns handles, turns results into exceptions,
/// and decides nothing. What a call does, and when it fails, is said in antin.h.
///
/// - Handles are owned, move-only and freed when they go. A handle that was moved from is empty: calls
///   on it throw antin::Error with Code::null_argument, and queries give nothing.
/// - A call that cannot do its work throws antin::Error. A judgement is a value, never an exception and
///   never a bool; Report::require_passed throws antin::Rejected unless every signature passed.
/// - Text is UTF-8. Text with a NUL in it is refused with std::invalid_argument, never cut.
/// - Const member functions may run at the same time on the same object, others may not.

#ifndef ANTIN_HPP
#define ANTIN_HPP

#include "antin/arrival.hpp"
#include "antin/bytes.hpp"
#include "antin/credential.hpp"
#include "antin/error.hpp"
#include "antin/evidence.hpp"
#include "antin/gateway.hpp"
#include "antin/gather.hpp"
#include "antin/handle.hpp"
#include "antin/journal.hpp"
#include "antin/opening.hpp"
#include "antin/package.hpp"
#include "antin/path.hpp"
#include "antin/policy.hpp"
#include "antin/receipt.hpp"
#include "antin/registry.hpp"
#include "antin/report.hpp"
#include "antin/seal.hpp"
#include "antin/sending.hpp"
#include "antin/sign.hpp"
#include "antin/stream.hpp"
#include "antin/timestamp.hpp"
#include "antin/verify.hpp"

namespace antin {

/// Returns the version of the library that is loaded, such as `0.1.0`.
inline std::string version() { return antin_version(); }

}  // namespace antin

#endif
