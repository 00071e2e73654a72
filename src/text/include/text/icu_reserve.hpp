/// Memory for ICU when there is no more.
#pragma once

namespace blogferry::text {

/// ICU crashes, waits for itself or forgets something when some of its allocations fail. From now on these come from
/// a few MiB of address space that are set aside here and cost nothing until then: ICU ends what it does, and who asked
/// it throws std::bad_alloc. It is one setting for a process, so for a program, at its start, before it uses ICU.
/// @throws std::bad_alloc
void set_memory_aside_for_icu();

/// Memory ran out in ICU, and it lives on what was set aside.
bool icu_is_starved() noexcept;

}  // namespace blogferry::text
