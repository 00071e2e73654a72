/// Shutting the process in before it reads what strangers wrote: no network, no other program, no file but its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "options.hpp"

namespace blogferry::cli {

struct Confinement {
    enum class Mode : std::uint8_t {
        off,
        automatic,  ///< as much as this system can
        on,         ///< all of it, or not at all
    };
    Mode mode = Mode::off;
    std::vector<std::string> read;     ///< files and folders that are inputs
    std::vector<std::string> folders;  ///< folders in which files are made, replaced and removed
};

/// Appends the row of the table. @param standard "auto" or "off"
void add_confinement_option(std::vector<Option>& table, std::string_view standard);
Confinement::Mode confinement_mode(const Arguments& arguments);

/// For good: nothing takes it back. What is open stays open.
/// @throws Error usage if `on` and the system cannot; std::bad_alloc if memory ran out, the kernel's too
void confine(const Confinement& confinement);

}  // namespace blogferry::cli
