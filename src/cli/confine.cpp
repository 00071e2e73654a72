#include "confine.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <new>
#include <system_error>

#include "blogferry/diagnostics.hpp"

namespace blogferry::cli {

namespace {

// Why the last system call failed. A lack of memory is no limit of the system's, and ends the run.
std::string cause() {
    if (errno == ENOMEM) throw std::bad_alloc();
    return std::generic_category().message(errno);
}

// What a process of ours has no business with. The list forbids, rather than allows: what malloc, SQLite and libarchive
// call differs between systems, what an intruder needs does not.
constexpr std::uint32_t forbidden[] = {
    __NR_socket,
    __NR_socketpair,
    __NR_connect,
    __NR_bind,
    __NR_listen,
    __NR_accept,
    __NR_accept4,
    __NR_sendto,
    __NR_sendmsg,
    __NR_sendmmsg,
    __NR_execve,
    __NR_execveat,
    __NR_ptrace,
    __NR_process_vm_readv,
    __NR_process_vm_writev,
    __NR_mount,
    __NR_umount2,
    __NR_pivot_root,
    __NR_chroot,
    __NR_unshare,
    __NR_setns,
    __NR_init_module,
    __NR_finit_module,
    __NR_delete_module,
    __NR_kexec_load,
    __NR_bpf,
    __NR_perf_event_open,
    __NR_keyctl,
    __NR_add_key,
    __NR_request_key,
    __NR_userfaultfd,
    __NR_io_uring_setup,
    __NR_open_by_handle_at,
    __NR_name_to_handle_at,
    __NR_mknodat,
    __NR_symlinkat,
    __NR_reboot,
    __NR_swapon,
    __NR_swapoff,
    __NR_acct,
    __NR_setuid,
    __NR_setgid,
#ifdef __NR_fork
    __NR_fork,
    __NR_vfork,
    __NR_mknod,
    __NR_symlink,
    __NR_iopl,
    __NR_ioperm,
#endif
};

#if defined(__x86_64__)
constexpr std::uint32_t processor = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t processor = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t processor = 0;  // one whose numbers were never tried
#endif

// By hand and not by libseccomp, which crashes when memory runs out. Threads that run already are shut in too.
// Gives what is in the way, or nothing.
std::string forbid_calls() {
    if (processor == 0) return "never tried on this processor";
    constexpr std::size_t calls = std::size(forbidden);
    constexpr std::uint32_t forbid = SECCOMP_RET_ERRNO | EPERM;
    constexpr std::uint32_t lowest_x32 = 0x40000000;  // the same calls again, under other numbers
    std::array<sock_filter, calls + 6> program{};
    std::size_t at = 0;
    const auto add = [&](std::uint16_t code, std::uint32_t value, std::size_t jump_if = 0, std::size_t jump_else = 0) {
        program.at(at++) = {code, static_cast<std::uint8_t>(jump_if), static_cast<std::uint8_t>(jump_else), value};
    };
    const std::size_t end = program.size() - 1;  // the line that forbids
    add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, processor, 0, end - at - 1);
    add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    add(BPF_JMP | BPF_JGE | BPF_K, lowest_x32, end - at - 1, 0);
    for (const std::uint32_t call : forbidden) add(BPF_JMP | BPF_JEQ | BPF_K, call, end - at - 1, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    add(BPF_RET | BPF_K, forbid);
    const sock_fprog filter{static_cast<std::uint16_t>(program.size()), program.data()};
    const long done = syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    if (done > 0) return "a thread cannot be shut in";  // its number
    return done == 0 ? "" : cause();
}

// Landlock as the kernel knows it. The C library has no functions for it, and <linux/landlock.h> is missing or older
// than the kernel on many systems, so what is used of it stands here.
namespace landlock {

constexpr long create_ruleset_call = 444, add_rule_call = 445, restrict_self_call = 446;  // on every processor
constexpr std::uint32_t ask_version = 1;
constexpr int path_beneath = 1;

struct Ruleset {
    std::uint64_t handled_access;
};
struct [[gnu::packed]] PathBeneath {
    std::uint64_t allowed_access;
    std::int32_t parent;
};

}  // namespace landlock

constexpr std::uint64_t execute_files = 1ULL << 0;
constexpr std::uint64_t write_files = 1ULL << 1;
constexpr std::uint64_t read_files = 1ULL << 2;
constexpr std::uint64_t read_folders = 1ULL << 3;
constexpr std::uint64_t remove_files = 1ULL << 5;
constexpr std::uint64_t make_files = 1ULL << 8;
constexpr std::uint64_t move_files = 1ULL << 13;
constexpr std::uint64_t truncate_files = 1ULL << 14;
constexpr std::uint64_t use_devices = 1ULL << 15;
constexpr std::uint64_t read_rights = read_files | read_folders;
constexpr std::uint64_t file_rights = read_files | write_files | execute_files | truncate_files | use_devices;
constexpr std::uint64_t make_rights = read_rights | write_files | make_files | remove_files | truncate_files;

// All rights that the kernel's version of Landlock can take away; 0 if it has none.
std::uint64_t known_rights() {
    const long version = syscall(landlock::create_ruleset_call, nullptr, 0, landlock::ask_version);
    if (version < 1) return 0;
    constexpr std::uint64_t first = (1ULL << 13) - 1;
    return first | (version >= 2 ? move_files : 0) | (version >= 3 ? truncate_files : 0) |
           (version >= 5 ? use_devices : 0);
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

class Fence {
public:
    Fence() : rights_(known_rights()), fence_(make(rights_)) {
        if (fence_.get() < 0) obstacle_ = cause();
    }

    // What is not there needs no gate: it will be said when it is opened. What cannot be looked at would be behind the
    // fence, and then there is none.
    void leave_open(const std::string& path, std::uint64_t rights) {
        if (!obstacle_.empty()) return;
        const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
        if (place.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
        if (place.get() >= 0 && add_gate(place.get(), rights)) return;
        obstacle_ = cause();
        obstacle_.insert(0, path + ": ");
    }

    // Gives what is in the way, or nothing.
    std::string close_rest() const {
        if (!obstacle_.empty()) return obstacle_;
        return syscall(landlock::restrict_self_call, fence_.get(), 0) == 0 ? "" : cause();
    }

private:
    static int make(std::uint64_t rights) {
        if (rights == 0) return -1;
        const landlock::Ruleset attributes{rights};
        return static_cast<int>(syscall(landlock::create_ruleset_call, &attributes, sizeof attributes, 0));
    }

    bool add_gate(int place, std::uint64_t rights) const {
        struct stat there {};
        if (fstat(place, &there) != 0) return false;
        const landlock::PathBeneath gate{rights & rights_ & (S_ISDIR(there.st_mode) ? ~0ULL : file_rights), place};
        return syscall(landlock::add_rule_call, fence_.get(), landlock::path_beneath, &gate, 0) == 0;
    }

    std::uint64_t rights_;
    Descriptor fence_;
    std::string obstacle_;
};

std::string fence_files(const Confinement& confinement) {
    Fence fence;
    // Libraries load parts of themselves when they are needed: character sets, time zones.
    for (const char* system : {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime"})
        fence.leave_open(system, read_rights);
    for (const char* device : {"/dev/null", "/dev/urandom", "/dev/zero"})
        fence.leave_open(device, read_rights | write_files);
    for (const std::string& input : confinement.read) fence.leave_open(input, read_rights);
    for (const std::string& folder : confinement.folders) fence.leave_open(folder, make_rights);
    return fence.close_rest();
}

}  // namespace

void add_confinement_option(std::vector<Option>& table, std::string_view standard) {
    table.push_back({"sandbox", 0, Takes::value, "auto|on|off", "Reading",
                     "Restrict the program before it reads: no network, no other programs, no files but the inputs, the "
                     "folders of outputs and of temporary files, and what belongs to the system. auto does what this "
                     "system can; on ends with 2 where it cannot do all of it",
                     standard});
}

Confinement::Mode confinement_mode(const Arguments& arguments) {
    const std::string& given = arguments.one("sandbox");
    if (given == "off") return Confinement::Mode::off;
    return given == "on" ? Confinement::Mode::on : Confinement::Mode::automatic;
}

void confine(const Confinement& confinement) {
    if (confinement.mode == Confinement::Mode::off) return;
    const std::string unready = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? "" : cause();
    const std::string unfenced = unready.empty() ? fence_files(confinement) : unready;
    const std::string unbound = unready.empty() ? forbid_calls() : unready;
    if (confinement.mode != Confinement::Mode::on || (unfenced.empty() && unbound.empty())) return;
    throw Error(Rule::usage,
                "this system cannot do --sandbox on: " +
                    (unbound.empty() ? "files cannot be fenced off (Landlock): " + unfenced
                                     : "system calls cannot be forbidden (seccomp): " + unbound),
                "--sandbox auto does what it can");
}

}  // namespace blogferry::cli
