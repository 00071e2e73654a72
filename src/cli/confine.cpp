#include "confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

#include "blogferry/diagnostics.hpp"

namespace blogferry::cli {

namespace {

// What a process of ours has no business with. The list forbids, rather than allows: what malloc, SQLite and libarchive
// call differs between systems, what an intruder needs does not.
constexpr const char* forbidden[] = {
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd",
    "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "unshare", "setns",
    "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "bpf", "perf_event_open",
    "keyctl", "add_key", "request_key", "userfaultfd", "io_uring_setup", "open_by_handle_at", "name_to_handle_at",
    "mknod", "mknodat", "symlink", "symlinkat", "reboot", "swapon", "swapoff", "acct", "setuid", "setgid", "iopl", "ioperm"};

// Threads that run already are shut in too; they share our memory.
bool forbid_calls() {
    const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
    if (!filter || seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) != 0) return false;
    for (const char* name : forbidden) {
        const int call = seccomp_syscall_resolve_name(name);
        if (call == __NR_SCMP_ERROR) continue;  // not on this processor
        const int result = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
        if (result != 0 && result != -EDOM) return false;
    }
    return seccomp_load(filter.get()) == 0;
}

// Landlock. The C library has no functions for it, and Debian's header is older than the last two rights.
constexpr std::uint64_t truncate_files = 1ULL << 14;
constexpr std::uint64_t use_devices = 1ULL << 15;
constexpr std::uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t file_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE | truncate_files | use_devices;
constexpr std::uint64_t make_rights = read_rights | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | truncate_files;

// All rights that the kernel's version of Landlock can take away; 0 if it has none.
std::uint64_t known_rights() {
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return 0;
    constexpr std::uint64_t first = (1ULL << 13) - 1;
    return first | (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) | (version >= 3 ? truncate_files : 0) | (version >= 5 ? use_devices : 0);
}

class Fence {
public:
    Fence() : rights_(known_rights()) {
        landlock_ruleset_attr attributes{};
        attributes.handled_access_fs = rights_;
        if (rights_ != 0) fd_ = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    }
    ~Fence() {
        if (fd_ >= 0) close(fd_);
    }
    Fence(const Fence&) = delete;
    Fence& operator=(const Fence&) = delete;

    // What is not there needs no gate: it will be said when it is opened.
    void leave_open(const std::string& path, std::uint64_t rights) const {
        if (fd_ < 0) return;
        landlock_path_beneath_attr gate{};
        gate.parent_fd = open(path.c_str(), O_PATH | O_CLOEXEC);
        if (gate.parent_fd < 0) return;
        struct stat there {};
        const bool folder = fstat(gate.parent_fd, &there) == 0 && S_ISDIR(there.st_mode);
        gate.allowed_access = rights & rights_ & (folder ? ~0ULL : file_rights);
        syscall(SYS_landlock_add_rule, fd_, LANDLOCK_RULE_PATH_BENEATH, &gate, 0);
        close(gate.parent_fd);
    }
    bool close_rest() const { return fd_ >= 0 && syscall(SYS_landlock_restrict_self, fd_, 0) == 0; }

private:
    std::uint64_t rights_;
    int fd_ = -1;
};

bool fence_files(const Confinement& confinement) {
    Fence fence;
    // Libraries load parts of themselves when they are needed: character sets, time zones.
    for (const char* system : {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime"}) fence.leave_open(system, read_rights);
    for (const char* device : {"/dev/null", "/dev/urandom", "/dev/zero"}) fence.leave_open(device, read_rights | LANDLOCK_ACCESS_FS_WRITE_FILE);
    for (const std::string& input : confinement.read) fence.leave_open(input, read_rights);
    for (const std::string& folder : confinement.folders) fence.leave_open(folder, make_rights);
    return fence.close_rest();
}

}  // namespace

void add_confinement_option(std::vector<Option>& table, std::string_view standard) {
    table.push_back({"sandbox", 0, Takes::value, "auto|on|off", "Reading",
                     "Shut the program in before it reads: no network, no other programs, no files but inputs, outputs and what belongs to the "
                     "system. auto does what this system can; on ends with 2 where it cannot do all of it",
                     standard});
}

Confinement::Mode confinement_mode(const Arguments& arguments) {
    const std::string& given = arguments.one("sandbox");
    if (given == "off") return Confinement::Mode::off;
    return given == "on" ? Confinement::Mode::on : Confinement::Mode::automatic;
}

void confine(const Confinement& confinement) {
    if (confinement.mode == Confinement::Mode::off) return;
    const bool ready = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    const bool fenced = ready && fence_files(confinement);
    const bool bound = ready && forbid_calls();
    if (confinement.mode == Confinement::Mode::on && !(fenced && bound)) {
        throw Error(Rule::usage, std::string("this system cannot do --sandbox on: ") + (bound ? "its kernel has no Landlock" : "its kernel has no seccomp filters"),
                    "--sandbox auto does what it can");
    }
}

}  // namespace blogferry::cli
