/// @file
/// Where packages are read from, and where something is written to: memory, files, streams, functions.

#ifndef ANTIN_STREAM_HPP
#define ANTIN_STREAM_HPP

#include <exception>
#include <functional>
#include <ios>
#include <istream>
#include <limits>
#include <ostream>

#include "antin/handle.hpp"

namespace antin {

namespace detail {

/// What functions of the caller threw while a call into the library lasts. It must not pass through C, so it is
/// kept, and thrown when the call has ended. Calls are nested where such a function makes one.
class Thrown {
public:
    Thrown() : before_(std::exchange(now(), nullptr)) {}
    ~Thrown() { now() = before_; }
    Thrown(const Thrown &) = delete;
    Thrown &operator=(const Thrown &) = delete;

    /// Keeps what is being thrown; the first is the cause of what follows.
    static void keep() noexcept {
        if (!now()) now() = std::current_exception();
    }
    static void rethrow() {
        if (now()) std::rethrow_exception(std::exchange(now(), nullptr));
    }

private:
    // Functions of the caller are called in the thread of the call.
    static std::exception_ptr &now() noexcept {
        static thread_local std::exception_ptr thrown;
        return thrown;
    }

    std::exception_ptr before_;
};

/// Makes a call that can fail and that calls functions of the caller: `function(error_out)`.
template <class F>
void call_with_functions(F &&function) {
    Thrown thrown;
    try {
        call(function);
    } catch (const Error &) {
        Thrown::rethrow();
        throw;
    }
    Thrown::rethrow();
}

/// As make(), for a call that calls functions of the caller.
template <class T, class F>
Owned<T> make_with_functions(F &&function) {
    Owned<T> made;
    call_with_functions([&](antin_error **error) {
        T *out = nullptr;
        const antin_result result = function(&out, error);
        made.reset(out);
        return result;
    });
    return made;
}

/// Reads from a place in a stream.
inline std::size_t read_at(std::streambuf &stream, std::uint64_t offset, std::uint8_t *into, std::size_t size) {
    if (offset > static_cast<std::uint64_t>(std::numeric_limits<std::streamoff>::max())) return 0;
    const auto place = static_cast<std::streamoff>(offset);
    if (stream.pubseekoff(place, std::ios_base::beg, std::ios_base::in) == std::streampos(std::streamoff(-1))) {
        // Strings have no places behind their end.
        const std::streamoff end = stream.pubseekoff(0, std::ios_base::end, std::ios_base::in);
        if (end >= 0 && place >= end) return 0;
        throw std::ios_base::failure("a stream for antin cannot be read");
    }
    const auto most = static_cast<std::streamsize>(size);
    return static_cast<std::size_t>(stream.sgetn(reinterpret_cast<char *>(into), most));
}

}  // namespace detail

/// Reads at most so many octets from an offset on, and returns how many these are: 0 at the end and behind it. What
/// it throws ends the call and comes out of it.
using Reader = std::function<std::size_t(std::uint64_t offset, std::uint8_t *into, std::size_t size)>;

/// Takes the next octets, all of them. What it throws ends the call and comes out of it.
using Writer = std::function<void(BytesView)>;

/// Where a package is read from. One can be used for several calls, one after the other: each reads it from its
/// beginning, and more than once.
class Source {
public:
    /// Reads from memory; the octets are copied.
    static Source bytes(BytesView package) {
        return Source(nullptr, detail::make<antin_source>([&](auto out, auto error) {
                          return antin_source_new(package.data(), package.size(), out, error);
                      }));
    }
    /// Reads from a file, which is open until the source goes. The path is in UTF-8.
    static Source file(std::string_view path) {
        const detail::Text text(path);
        return Source(nullptr, detail::make<antin_source>([&](auto out, auto error) {
                          return antin_source_new_file(text.get(), out, error);
                      }));
    }
    /// Reads from a stream, from its beginning, wherever it stands. The stream must outlive the source.
    ///
    /// Throws std::invalid_argument for one that cannot seek: read it whole, and use bytes().
    static Source stream(std::istream &stream) {
        if (stream.bad() || (stream.fail() && !stream.eof()) || stream.rdbuf() == nullptr) {
            throw std::ios_base::failure("a stream for antin cannot be read");
        }
        std::streambuf *octets = stream.rdbuf();
        if (octets->pubseekoff(0, std::ios_base::beg, std::ios_base::in) == std::streampos(std::streamoff(-1))) {
            throw std::invalid_argument("a stream for antin cannot seek: read it whole, and hand over the octets");
        }
        return reader([octets](std::uint64_t offset, std::uint8_t *into, std::size_t size) {
            return detail::read_at(*octets, offset, into, size);
        });
    }
    /// Reads by a function. It must not use the objects of the call that it is called from.
    static Source reader(Reader read) {
        if (!read) throw std::invalid_argument("a function for antin is empty");
        auto kept = std::make_unique<Reader>(std::move(read));
        auto handle = detail::make<antin_source>([&](auto out, auto error) {
            return antin_source_new_stream(call_reader, kept.get(), out, error);
        });
        return Source(std::move(kept), std::move(handle));
    }
    antin_source *get() noexcept { return handle_.get(); }

private:
    Source(std::unique_ptr<Reader> read, detail::Owned<antin_source> handle)
        : read_(std::move(read)), handle_(std::move(handle)) {}

    static std::int64_t call_reader(void *context, std::uint64_t offset, std::uint8_t *into, std::size_t size) {
        try {
            const std::size_t count = (*static_cast<const Reader *>(context))(offset, into, size);
            if (count > size) throw std::length_error("a function for antin read more than there is room for");
            return static_cast<std::int64_t>(count);
        } catch (...) {
            detail::Thrown::keep();
            return -1;
        }
    }

    // Outlives the handle.
    std::unique_ptr<Reader> read_;
    detail::Owned<antin_source> handle_;
};

/// Where something is written to, once, by one call.
///
/// What was written may be used only if that call did not throw. Files are there only then; what went to a stream
/// or a function is the caller's to throw away.
class Target {
public:
    /// Writes to a file, in the place of one that is there; if the call throws, the old one is as it was. The path is
    /// in UTF-8. Names of attachments are no paths: they are a stranger's text.
    static Target file(std::string_view path) {
        const detail::Text text(path);
        return Target(nullptr, detail::make<antin_target>([&](auto out, auto error) {
                          return antin_target_new_file(text.get(), out, error);
                      }));
    }
    /// Writes to a stream, from where it stands. It must outlive the target. It may have got octets of an attachment
    /// that is refused at its end.
    static Target stream(std::ostream &stream) {
        return writer([&stream](BytesView octets) {
            const auto size = static_cast<std::streamsize>(octets.size());
            if (!stream.write(reinterpret_cast<const char *>(octets.data()), size)) {
                throw std::ios_base::failure("a stream for antin cannot be written");
            }
        });
    }
    /// Hands octets to a function, in order. It may have got octets of an attachment that is refused at its end, and
    /// must not use the objects of the call that it is called from.
    static Target writer(Writer write) {
        if (!write) throw std::invalid_argument("a function for antin is empty");
        auto kept = std::make_unique<Writer>(std::move(write));
        auto handle = detail::make<antin_target>([&](auto out, auto error) {
            return antin_target_new_stream(call_writer, kept.get(), out, error);
        });
        return Target(std::move(kept), std::move(handle));
    }
    antin_target *get() noexcept { return handle_.get(); }

private:
    Target(std::unique_ptr<Writer> write, detail::Owned<antin_target> handle)
        : write_(std::move(write)), handle_(std::move(handle)) {}

    static std::uint32_t call_writer(void *context, const std::uint8_t *octets, std::size_t size) {
        try {
            (*static_cast<const Writer *>(context))(BytesView(octets, size));
            return 0;
        } catch (...) {
            detail::Thrown::keep();
            return 1;
        }
    }

    // Outlives the handle.
    std::unique_ptr<Writer> write_;
    detail::Owned<antin_target> handle_;
};

/// The package that a call reads, as an argument: a Source, octets in memory, or a stream that can seek.
class From {
public:
    From(Source &source) noexcept : used_(&source) {}
    From(Source &&source) noexcept : own_(std::move(source)), used_(nullptr) {}
    From(std::istream &stream) : From(Source::stream(stream)) {}
    template <class T, class = std::enable_if_t<std::is_convertible_v<const T &, BytesView>>>
    From(const T &octets) : From(Source::bytes(octets)) {}
    From(const From &) = delete;
    From &operator=(const From &) = delete;
    antin_source *get() noexcept { return own_ ? own_->get() : used_->get(); }

private:
    std::optional<Source> own_;
    Source *used_;
};

/// What a call writes to, as an argument: a Target, or a stream.
class To {
public:
    To(Target &target) noexcept : used_(&target) {}
    To(Target &&target) noexcept : own_(std::move(target)), used_(nullptr) {}
    To(std::ostream &stream) : To(Target::stream(stream)) {}
    To(const To &) = delete;
    To &operator=(const To &) = delete;
    antin_target *get() noexcept { return own_ ? own_->get() : used_->get(); }

private:
    std::optional<Target> own_;
    Target *used_;
};

namespace detail {

/// Has something written to memory: `write(target, error_out)`.
template <class F>
Buffer write_to_memory(F &&write) {
    auto target = make<antin_target>(antin_target_new);
    call_with_functions([&](antin_error **error) { return write(target.get(), error); });
    return Buffer(std::move(target));
}

}  // namespace detail

}  // namespace antin

#endif
