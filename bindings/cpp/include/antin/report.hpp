/// @file
/// What a judgement says.

#ifndef ANTIN_REPORT_HPP
#define ANTIN_REPORT_HPP

#include "antin/handle.hpp"

namespace antin {

/// What a judgement says, by ETSI EN 319 102-1.
enum class Verdict : std::uint32_t {
    indeterminate = ANTIN_VERDICT_INDETERMINATE,
    passed = ANTIN_VERDICT_PASSED,
    failed = ANTIN_VERDICT_FAILED,
};

/// What of the document a signature is over.
enum class Coverage : std::uint32_t {
    unknown = ANTIN_COVERAGE_UNKNOWN,
    whole_document = ANTIN_COVERAGE_WHOLE_DOCUMENT,
};

/// How much a finding matters.
enum class Severity : std::uint32_t {
    info = ANTIN_SEVERITY_INFO,
    warning = ANTIN_SEVERITY_WARNING,
    error = ANTIN_SEVERITY_ERROR,
};

/// What a time-stamp is over.
enum class TimestampKind : std::uint32_t {
    content = ANTIN_TIMESTAMP_CONTENT,
    signature = ANTIN_TIMESTAMP_SIGNATURE,
    references = ANTIN_TIMESTAMP_REFERENCES,
    complete = ANTIN_TIMESTAMP_COMPLETE,
    archive_v1 = ANTIN_TIMESTAMP_ARCHIVE_V1,
    archive_v2 = ANTIN_TIMESTAMP_ARCHIVE_V2,
    archive_v3 = ANTIN_TIMESTAMP_ARCHIVE_V3,
};

namespace detail {

/// Takes a time that may be absent.
template <class T>
std::optional<Time> time(antin_result (*function)(const T *, std::int64_t *), const T *handle) {
    std::int64_t seconds = 0;
    if (function(handle, &seconds) != ANTIN_RESULT_OK) return std::nullopt;
    return from_unix(seconds);
}

}  // namespace detail

/// The judgement on a time-stamp of a signature. It keeps its report alive.
class Timestamp {
public:
    TimestampKind kind() const noexcept { return static_cast<TimestampKind>(antin_timestamp_kind(get())); }
    /// Returns the verdict. Only one that passed proves something.
    [[nodiscard]] Verdict verdict() const noexcept {
        return static_cast<Verdict>(antin_timestamp_verdict(get()));
    }
    std::optional<std::string> sub_indication() const {
        return detail::maybe(antin_timestamp_sub_indication(get()));
    }
    /// Returns the time that it names.
    std::optional<Time> time() const { return detail::time(antin_timestamp_time, get()); }
    /// Returns the subject of the authority's certificate.
    std::optional<std::string> authority() const { return detail::maybe(antin_timestamp_authority(get())); }
    /// Returns the policy of the authority, in dotted form.
    std::optional<std::string> policy() const { return detail::maybe(antin_timestamp_policy(get())); }

private:
    friend class Signature;
    explicit Timestamp(std::shared_ptr<const antin_timestamp> handle) : handle_(std::move(handle)) {}
    const antin_timestamp *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_timestamp> handle_;
};

/// What a judgement came across. It keeps its report alive.
class Finding {
public:
    /// Returns the stable name, such as `message-digest-mismatch`.
    std::string code() const { return detail::maybe(antin_finding_code(get())).value_or(""); }
    Severity severity() const noexcept { return static_cast<Severity>(antin_finding_severity(get())); }
    /// Returns the clause of the standard that it is by.
    std::optional<std::string> clause() const { return detail::maybe(antin_finding_clause(get())); }
    /// Returns it as a sentence for people.
    std::string text(Language language) const {
        return detail::maybe(antin_finding_text(get(), detail::number(language))).value_or("");
    }
    /// Returns what a person can do about it.
    std::optional<std::string> help(Language language) const {
        return detail::maybe(antin_finding_help(get(), detail::number(language)));
    }

private:
    friend class Signature;
    explicit Finding(std::shared_ptr<const antin_finding> handle) : handle_(std::move(handle)) {}
    const antin_finding *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_finding> handle_;
};

/// Who signed. Unless the verdict is a pass, this is only what the signature claims.
struct Signer {
    std::string subject;
    std::string issuer;
    std::string serial;                     ///< in hexadecimal
    std::string sha256;                     ///< of the certificate, in hexadecimal
    std::vector<std::uint8_t> certificate;  ///< in DER
};

/// The judgement on one signature. It keeps its report alive.
class Signature {
public:
    [[nodiscard]] Verdict verdict() const noexcept {
        return static_cast<Verdict>(antin_signature_verdict(get()));
    }
    /// Returns the sub-indication of EN 319 102-1; nothing for a pass.
    std::optional<std::string> sub_indication() const {
        return detail::maybe(antin_signature_sub_indication(get()));
    }
    /// Returns the level that it has; nothing if it is no advanced signature.
    std::optional<Level> level() const noexcept {
        const std::uint32_t level = antin_signature_level(get());
        return level != 0 ? std::optional(static_cast<Level>(level)) : std::nullopt;
    }
    /// Returns who signed; nothing if the certificate was not found.
    std::optional<Signer> signer() const {
        const char *subject = antin_signature_signer_subject(get());
        if (subject == nullptr) return std::nullopt;
        const auto text = [](const char *given) { return detail::maybe(given).value_or(""); };
        std::size_t size = 0;
        const std::uint8_t *certificate = antin_signature_signer_certificate(get(), &size);
        return Signer{subject, text(antin_signature_signer_issuer(get())),
                      text(antin_signature_signer_serial(get())),
                      text(antin_signature_signer_sha256(get())), BytesView(certificate, size).to_vector()};
    }
    /// Returns when it says it was made. A claim: nothing proves it.
    std::optional<Time> claimed_time() const { return detail::time(antin_signature_claimed_time, get()); }
    /// Returns a time at which it provably existed.
    std::optional<Time> proven_time() const { return detail::time(antin_signature_proven_time, get()); }
    std::optional<std::string> digest() const { return detail::maybe(antin_signature_digest(get())); }
    std::optional<std::string> algorithm() const {
        return detail::maybe(antin_signature_algorithm(get()));
    }
    Coverage coverage() const noexcept { return static_cast<Coverage>(antin_signature_coverage(get())); }
    /// Copies the path that was found, in DER, the signer's certificate first, the root left out.
    std::vector<std::vector<std::uint8_t>> path() const {
        std::vector<std::vector<std::uint8_t>> certificates;
        const std::size_t count = antin_signature_path_count(get());
        for (std::size_t index = 0; index < count; ++index) {
            std::size_t size = 0;
            const std::uint8_t *data = antin_signature_path_certificate(get(), index, &size);
            certificates.push_back(BytesView(data, size).to_vector());
        }
        return certificates;
    }
    /// Returns the findings, in the order in which the judgement came across them.
    std::vector<Finding> findings() const {
        std::vector<Finding> findings;
        const std::size_t count = antin_signature_finding_count(get());
        for (std::size_t index = 0; index < count; ++index) {
            findings.push_back(Finding({handle_, antin_signature_finding(get(), index)}));
        }
        return findings;
    }
    /// Returns the time-stamps, in their order in the signature.
    std::vector<Timestamp> timestamps() const {
        std::vector<Timestamp> timestamps;
        const std::size_t count = antin_signature_timestamp_count(get());
        for (std::size_t index = 0; index < count; ++index) {
            timestamps.push_back(Timestamp({handle_, antin_signature_timestamp(get(), index)}));
        }
        return timestamps;
    }

private:
    friend class Report;
    explicit Signature(std::shared_ptr<const antin_signature> handle) : handle_(std::move(handle)) {}
    const antin_signature *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_signature> handle_;
};

/// The judgement on a document. It is no pass: ask require_passed().
class Report {
public:
    explicit Report(detail::Owned<antin_report> handle) : handle_(std::move(handle)) {}
    Report(Report &&) noexcept = default;
    Report &operator=(Report &&) noexcept = default;

    /// Returns only if there is a signature and every one passed. Throws Rejected otherwise.
    void require_passed() const {
        detail::call([&](auto error) { return antin_report_require_passed(get(), error); });
    }
    [[nodiscard]] Verdict verdict() const noexcept {
        return static_cast<Verdict>(antin_report_verdict(get()));
    }
    /// Returns the sub-indication of EN 319 102-1; nothing for a pass.
    std::optional<std::string> sub_indication() const {
        return detail::maybe(antin_report_sub_indication(get()));
    }
    Format format() const noexcept { return static_cast<Format>(antin_report_format(get())); }
    std::vector<Signature> signatures() const {
        std::vector<Signature> signatures;
        const std::size_t count = antin_report_signature_count(get());
        for (std::size_t index = 0; index < count; ++index) {
            signatures.push_back(Signature({handle_, antin_report_signature(get(), index)}));
        }
        return signatures;
    }
    /// Borrows the signed content, if every signature passed and the report has it. It lives as long as
    /// the report.
    std::optional<BytesView> content() const & noexcept {
        std::size_t size = 0;
        const std::uint8_t *data = antin_report_content(get(), &size);
        return data != nullptr ? std::optional(BytesView(data, size)) : std::nullopt;
    }
    std::optional<BytesView> content() const && = delete;
    /// Gives the whole report as JSON, by docs/report.schema.json.
    std::string to_json(Language language) const { return detail::print(antin_report_to_json, get(), language); }
    /// Gives the whole report as text for people.
    std::string to_text(Language language) const { return detail::print(antin_report_to_text, get(), language); }
    const antin_report *get() const noexcept { return handle_.get(); }

private:
    friend class ReceiptReport;
    friend class Registry;
    friend class Seal;
    explicit Report(std::shared_ptr<const antin_report> handle) : handle_(std::move(handle)) {}

    std::shared_ptr<const antin_report> handle_;
};

/// Content that passes by once more, to be compared with what was judged: a file can change in between.
class Recheck {
public:
    /// Begins, with a report that passed. Throws Rejected otherwise.
    explicit Recheck(const Report &report)
        : handle_(detail::make<antin_recheck>([&](auto out, auto error) {
              return antin_recheck_new(report.get(), out, error);
          })) {}

    /// Takes the next piece. Throws if this is more than was judged.
    void update(BytesView piece) {
        detail::call([&](auto error) {
            return antin_recheck_update(handle_.get(), piece.data(), piece.size(), error);
        });
    }
    /// Takes what is left of a stream.
    void update(std::istream &stream) {
        detail::each_piece(stream, [&](BytesView piece) { update(piece); });
    }
    /// Returns only if what passed by is what was judged. It works once.
    void finish() {
        detail::call([&](auto error) { return antin_recheck_finish(handle_.get(), error); });
    }

private:
    detail::Owned<antin_recheck> handle_;
};

}  // namespace antin

#endif
