#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "blogferry/format.hpp"
#include "text/strings.hpp"

namespace blogferry {

void FormatRegistry::add(const Format& format) { formats_.push_back(format); }

const Format* FormatRegistry::find(std::string_view name) const {
    const auto found = std::find_if(formats_.begin(), formats_.end(), [&](const Format& f) { return f.name == name; });
    return found == formats_.end() ? nullptr : &*found;
}

const Format* FormatRegistry::for_output(std::string_view path) const {
    const std::string lower = text::lower(path);
    for (const Format& format : formats_) {
        if (!format.create) continue;
        for (const std::string_view extension : text::split(format.extensions, ' '))
            if (!extension.empty() && lower.size() > extension.size() && lower.ends_with(extension)) return &format;
    }
    return nullptr;
}

namespace {

// Probes look for ASCII. UTF-16 is ASCII with a zero beside every letter.
bool is_utf16(std::string_view head) {
    using namespace std::string_view_literals;
    return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || head.starts_with("<\0"sv) ||
           head.starts_with("\0<"sv);
}

std::string without_zeros(std::string_view head) {
    std::string ascii(head);
    ascii.erase(std::remove(ascii.begin(), ascii.end(), '\0'), ascii.end());
    return ascii;
}

}  // namespace

FormatRegistry::Guess FormatRegistry::detect(std::string_view name, std::string_view head) const {
    if (is_utf16(head)) return detect(name, without_zeros(head.substr(2)));
    if (head.starts_with("WARC/")) return {};  // its first record may be a page: a reader would lose the others
    Guess guess;
    const auto by_name = [&](const Format& format) {
        const auto extensions = text::split(format.extensions, ' ');
        return std::any_of(extensions.begin(), extensions.end(),
                           [&](std::string_view e) { return !e.empty() && name.ends_with(e); });
    };
    for (const Format& format : formats_) {
        if (!format.probe || !format.open) continue;
        const int sure = format.probe(head);
        if (sure <= 0 || sure < guess.confidence) continue;
        if (sure > guess.confidence) {
            guess = {&format, sure, nullptr};
        } else if (by_name(format) != by_name(*guess.format)) {
            if (by_name(format)) guess.format = &format;
        } else {
            guess.rival = &format;
        }
    }
    return guess;
}

namespace {

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> result;
    for (std::size_t i = 0, end = 0; i < text.size(); i = end) {
        end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        result.push_back(text.substr(i, end - i));
    }
    return result;
}

// How many characters are wrong, missing or too many; two that changed places count as one (Damerau and Levenshtein).
std::size_t mistakes(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string_view> names) {
    const std::vector<std::string_view> wanted = characters_of(name);
    if (wanted.size() < 2) return {};
    std::string best;
    std::size_t least = std::min<std::size_t>(std::max<std::size_t>(1, wanted.size() / 3), 3) + 1;
    for (const std::string_view candidate : names) {
        const std::vector<std::string_view> there = characters_of(candidate);
        const bool cut_off = wanted.size() > 2 && candidate.starts_with(name);  // one mistake
        const std::size_t apart = std::max(wanted.size(), there.size()) - std::min(wanted.size(), there.size());
        if (apart >= least && !cut_off) continue;
        if (const std::size_t found = cut_off ? 1 : mistakes(wanted, there); found < least) {
            least = found;
            best = candidate;
        }
    }
    return best;
}

namespace {

std::string choice_of(std::string_view given, std::span<const std::string_view> choices) {
    if (const std::string near = nearest(given, choices); !near.empty()) return "did you mean " + near + "?";
    // "categories" begins as "category" does; no other choice may do so.
    const auto alike = [&](std::string_view choice) {
        return given.size() > 2 && choice.starts_with(given.substr(0, 3));
    };
    if (std::count_if(choices.begin(), choices.end(), alike) == 1)
        return "did you mean " + std::string(*std::find_if(choices.begin(), choices.end(), alike)) + "?";
    std::string all = "choose one of: ";
    for (const std::string_view& choice : choices) all.append(&choice == &choices.front() ? "" : ", ").append(choice);
    return all;
}

}  // namespace

Settings::Settings(std::span<const OptionInfo> table, std::span<const std::string> given, std::string_view format) {
    for (const OptionInfo& option : table) values_.emplace(option.name, option.standard);
    for (const std::string& pair : given) {
        const std::size_t equals = pair.find('=');
        const std::string name = pair.substr(0, equals);
        const auto option =
            std::find_if(table.begin(), table.end(), [&](const OptionInfo& o) { return o.name == name; });
        if (option == table.end()) {
            std::vector<std::string_view> names;
            for (const OptionInfo& o : table) names.push_back(o.name);
            const std::string near = nearest(name, names);
            throw Error(Rule::usage, "the format " + std::string(format) + " has no option \"" + name + "\"",
                        near.empty() ? "see: blogferry formats" : "did you mean -O " + near + "=…?");
        }
        if (equals == std::string::npos)
            throw Error(Rule::usage, "-O " + name + " needs a value",
                        "-O " + name + "=" + std::string(option->metavar));
        std::string value = pair.substr(equals + 1);
        const auto choices = text::split(option->metavar, '|');
        if (choices.size() > 1 && std::find(choices.begin(), choices.end(), value) == choices.end())
            throw Error(Rule::usage, "-O " + name + " cannot be \"" + value + "\"; " + choice_of(value, choices),
                        "see: blogferry formats");
        values_[name] = std::move(value);
    }
}

const std::string& Settings::operator[](std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end())
        throw Error(Rule::internal, "a converter asks for an option it does not declare: " + std::string(name));
    return found->second;
}

}  // namespace blogferry
