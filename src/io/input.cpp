#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "fd_input.hpp"

namespace blogferry {

namespace {

class MemoryInput final : public Input {
public:
    MemoryInput(std::string name, std::uint32_t number, std::string bytes)
        : Input(std::move(name), number), bytes_(std::move(bytes)) {}

    std::size_t read_at(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= bytes_.size()) return 0;
        return bytes_.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
    }
    std::uint64_t size() const override { return bytes_.size(); }

private:
    std::string bytes_;
};

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace

std::unique_ptr<Input> Input::open(const std::string& path, Context& context) { return io::open_file(path, context); }

std::unique_ptr<Input> Input::memory(std::string name, std::string bytes, Context& context) {
    const std::uint32_t number = context.diagnostics.add_input(name);
    return std::make_unique<MemoryInput>(std::move(name), number, std::move(bytes));
}

void Input::fill(const Location& at, std::span<char> into) const {
    for (std::size_t filled = 0; filled < into.size();) {  // an embedder's input may give less than it is asked for
        const std::size_t read = read_at(at.offset + filled, into.subspan(filled));
        if (read == 0)
            throw Error(Rule::input_changed, at, "the file became shorter while it was read",
                        "run again when nothing else writes to it");
        filled += read;
    }
}

std::string Input::head(std::size_t count) const {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, size())), '\0');
    std::size_t filled = 0;
    for (std::size_t read; (read = read_at(filled, std::span<char>(bytes).subspan(filled))) > 0;) filled += read;
    bytes.resize(filled);
    return bytes;
}

std::string Input::all(std::uint64_t limit) const {
    if (size() > limit) {
        throw Error(
            Rule::limit_record, Location{number(), 0, 0, 0},
            "the file has " + std::to_string(size()) + " bytes, more than the " + std::to_string(limit) + " allowed",
            "if you trust it, raise the limit with --limit record=N");
    }
    return head(static_cast<std::size_t>(size()));
}

std::string Input::sha256() const {
    sha256_ctx state;
    sha256_init(&state);
    std::vector<char> buffer(io::chunk_size);
    for (std::uint64_t offset = 0;;) {
        const std::size_t n = read_at(offset, buffer);
        if (n == 0) break;
        sha256_update(&state, n, reinterpret_cast<const std::uint8_t*>(buffer.data()));
        offset += n;
    }
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&state, digest.size(), digest.data());
    return hex(digest);
}

bool same_file(const Input& input, const std::string& path) { return input.comes_from(path); }

bool same_file(const std::string& a, const std::string& b) {
    const auto split = [](const std::string& path) {
        const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
        return std::pair(name == 0 ? std::string(".") : path.substr(0, name), path.substr(name));
    };
    const auto id = [](const std::string& path) {
        struct stat s = {};
        return ::stat(path.c_str(), &s) == 0 ? std::optional(io::id_of(s)) : std::nullopt;
    };
    const auto file_a = id(a), file_b = id(b);
    if (file_a || file_b) return file_a == file_b;
    const auto [folder_a, name_a] = split(a);
    const auto [folder_b, name_b] = split(b);
    if (name_a != name_b) return false;
    const auto in_a = id(folder_a), in_b = id(folder_b);
    return in_a && in_a == in_b;
}

}  // namespace blogferry
