/// @file
/// What the caller knows beside the document: in memory, as a file, in a folder.

#ifndef ANTIN_EVIDENCE_HPP
#define ANTIN_EVIDENCE_HPP

#include <memory>
#include <vector>

#include "antin/handle.hpp"

namespace antin {

/// What a piece of evidence is.
enum class EvidenceKind : std::uint32_t {
    certificate = ANTIN_EVIDENCE_CERTIFICATE,
    crl = ANTIN_EVIDENCE_CRL,
    ocsp = ANTIN_EVIDENCE_OCSP,
    token = ANTIN_EVIDENCE_TOKEN,
};

namespace detail {

/// Asks for a time that may be absent.
template <class T>
std::optional<Time> maybe_time(antin_result (*function)(const T *, std::int64_t *), const T *handle) noexcept {
    std::int64_t time = 0;
    if (function(handle, &time) != ANTIN_RESULT_OK) return std::nullopt;
    return from_unix(time);
}

}  // namespace detail

/// A piece of evidence. It keeps its list alive.
class EvidenceItem {
public:
    EvidenceKind kind() const noexcept { return static_cast<EvidenceKind>(antin_evidence_item_kind(get())); }
    /// Returns whose it is: a claim, until it is judged.
    std::optional<std::string> name() const { return detail::maybe(antin_evidence_item_name(get())); }
    /// Returns since when it says something.
    std::optional<Time> since() const noexcept { return detail::maybe_time(antin_evidence_item_since, get()); }
    /// Returns when something newer is due.
    std::optional<Time> until() const noexcept { return detail::maybe_time(antin_evidence_item_until, get()); }
    /// Returns when it was obtained. A note, which proves nothing.
    std::optional<Time> obtained() const noexcept { return detail::maybe_time(antin_evidence_item_obtained, get()); }
    /// Returns from where it was obtained.
    std::optional<std::string> source() const { return detail::maybe(antin_evidence_item_source(get())); }
    /// Borrows the piece in DER; it lives as long as the item.
    BytesView bytes() const & noexcept {
        std::size_t size = 0;
        const std::uint8_t *data = antin_evidence_item_bytes(get(), &size);
        return {data, size};
    }
    BytesView bytes() const && = delete;

private:
    friend class EvidenceList;
    explicit EvidenceItem(std::shared_ptr<const antin_evidence_item> handle) : handle_(std::move(handle)) {}
    const antin_evidence_item *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_evidence_item> handle_;
};

/// Certificates, CRLs, OCSP answers and time-stamps that the caller has. Nothing in it is trusted.
class Evidence {
public:
    Evidence() : Evidence(detail::make<antin_evidence>(antin_evidence_new)) {}
    /// Takes a handle over.
    explicit Evidence(detail::Owned<antin_evidence> handle) : handle_(std::move(handle)) {}

    /// Reads the octets of an evidence file.
    static Evidence from_bytes(BytesView file) {
        return Evidence(detail::make<antin_evidence>([&](auto out, auto error) {
            return antin_evidence_from_bytes(file.data(), file.size(), out, error);
        }));
    }
    /// Reads an evidence file from the disk.
    static Evidence read(std::string_view path) {
        const detail::Text text(path);
        return Evidence(detail::make<antin_evidence>([&](auto out, auto error) {
            return antin_evidence_read(text.get(), out, error);
        }));
    }
    /// Gives the octets of an evidence file.
    Buffer to_bytes() const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_evidence_to_bytes(handle_.get(), out, error);
        }));
    }
    /// Writes an evidence file to the disk, whole or not at all.
    void write(std::string_view path) const {
        const detail::Text text(path);
        detail::call([&](antin_error **error) { return antin_evidence_write(handle_.get(), text.get(), error); });
    }

    /// Adds certificates: one or several in PEM, or one in DER.
    Evidence &add_certificates(BytesView certificates) {
        return add(antin_evidence_add_certificates, certificates);
    }
    /// Adds CRLs: one or several in PEM, or one in DER.
    Evidence &add_crls(BytesView crls) { return add(antin_evidence_add_crls, crls); }
    /// Adds an OCSP answer in DER.
    Evidence &add_ocsp(BytesView response) { return add(antin_evidence_add_ocsp, response); }
    /// Adds a time-stamp in DER.
    Evidence &add_token(BytesView token) { return add(antin_evidence_add_token, token); }
    /// Adds what other evidence has and this has not.
    Evidence &add_evidence(const Evidence &other) {
        detail::call([&](antin_error **error) {
            return antin_evidence_add_evidence(handle_.get(), other.get(), error);
        });
        return *this;
    }
    /// Says when the signatures were received, by a clock that the caller trusts.
    Evidence &set_reception_time(Time time) {
        detail::call([&](antin_error **error) {
            return antin_evidence_set_reception_time(handle_.get(), to_unix(time), error);
        });
        return *this;
    }
    const antin_evidence *get() const noexcept { return handle_.get(); }

private:
    template <class F>
    Evidence &add(F *function, BytesView octets) {
        detail::call([&](antin_error **error) {
            return function(handle_.get(), octets.data(), octets.size(), error);
        });
        return *this;
    }

    detail::Owned<antin_evidence> handle_;
};

/// The pieces of evidence, in the order in which they end. It stays as it is when the evidence changes.
class EvidenceList {
public:
    explicit EvidenceList(const Evidence &evidence)
        : handle_(detail::make<antin_evidence_list>([&](auto out, auto error) {
              return antin_evidence_list_new(evidence.get(), out, error);
          })) {}

    std::size_t size() const noexcept { return antin_evidence_list_count(handle_.get()); }
    /// Returns how many have ended by a time: that many at the beginning.
    std::size_t ended(Time by) const noexcept { return antin_evidence_list_ended_count(handle_.get(), to_unix(by)); }
    std::vector<EvidenceItem> items() const {
        std::vector<EvidenceItem> items;
        for (std::size_t index = 0; index < size(); ++index) {
            items.push_back(EvidenceItem({handle_, antin_evidence_list_item(handle_.get(), index)}));
        }
        return items;
    }

private:
    std::shared_ptr<antin_evidence_list> handle_;
};

/// A folder of evidence that processes share. Threads may use one at the same time.
class Cache {
public:
    /// What a folder held.
    struct Loaded {
        Evidence evidence;
        /// The files that were passed over: a path on each line.
        std::string damaged;
    };

    /// Opens a folder, and makes it if it is not there.
    explicit Cache(std::string_view folder)
        : handle_(detail::make<antin_cache>([&](auto out, auto error) {
              const detail::Text text(folder);
              return antin_cache_open(text.get(), out, error);
          })) {}

    /// Reads all that the folder holds.
    Loaded load() const {
        antin_buffer *damaged = nullptr;
        Evidence evidence(detail::make<antin_evidence>([&](auto out, auto error) {
            return antin_cache_load(handle_.get(), out, &damaged, error);
        }));
        return {std::move(evidence), Buffer(detail::Owned<antin_buffer>(damaged)).to_string()};
    }
    /// Keeps each piece that is not there yet.
    void keep(const Evidence &evidence) const {
        detail::call([&](antin_error **error) { return antin_cache_keep(handle_.get(), evidence.get(), error); });
    }
    /// Deletes what ended before a time and what is not whole; returns how many files that were.
    std::size_t clean(Time ended_before) const {
        std::size_t deleted = 0;
        detail::call([&](antin_error **error) {
            return antin_cache_clean(handle_.get(), to_unix(ended_before), &deleted, error);
        });
        return deleted;
    }

private:
    detail::Owned<antin_cache> handle_;
};

}  // namespace antin

#endif
