// Kills a process with SIGKILL over and over while it replaces a large report, and checks that the
// store then holds either the whole new version or the whole old one, and goes on working.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>

#include "fmt/format.h"
#include "graph/store/report_writer.h"
#include "graph/store/rocks_store.h"
#include "gtest/gtest.h"
#include "tests/graph/store_content.h"
#include "tests/graph/store_kill_delta.h"
#include "tests/support/temporary_folder.h"

extern char** environ;

namespace policygraph {
namespace {

using Microseconds = std::chrono::microseconds;

// A running store_kill_child.
class Child {
 public:
  Child(const std::filesystem::path& folder, uint32_t version) {
    int ends[2];
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    output_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string program = STORE_KILL_CHILD, argument = folder.string();
    std::string number = std::to_string(version);
    char* arguments[] = {program.data(), argument.data(), number.data(), nullptr};
    EXPECT_EQ(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
  }

  // Waits until the child has said this. False when it ended instead.
  bool Says(char expected) {
    char said = 0;
    return read(output_, &said, 1) == 1 && said == expected;
  }

  ~Child() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    close(output_);
  }

 private:
  pid_t process_ = 0;
  int output_ = -1;
};

// The version of the report that the store holds, which must be one of two, whole.
uint32_t HeldVersion(const std::filesystem::path& folder, uint32_t before, uint32_t after) {
  const StoreContent content = ReadAll(*RocksStore::Open(folder).value());
  for (const uint32_t version : {before, after}) {
    const GraphDelta delta = KillDelta(version);
    if (content.nodes == delta.nodes && content.edges == delta.edges &&
        content.reports.size() == 1 && content.reports[0].report == delta.report) {
      return version;
    }
  }
  ADD_FAILURE() << "neither version " << before << " nor " << after << ": "
                << testing::PrintToString(content);
  return before;
}

TEST(StoreKillTest, AKilledLoadLeavesTheWholeReportOrNoneOfIt) {
  constexpr uint32_t kSeed = 2024;
  constexpr uint32_t kKills = 40;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  std::mt19937 random(kSeed);
  TemporaryFolder folder;
  uint32_t held = 0;
  ASSERT_TRUE(WriteReport(*RocksStore::Open(folder.path()).value(), KillDelta(held), {}).ok());

  // How long a load takes differs between machines and moments, so the time of the kill is steered
  // towards that of the commit: later after each kill that came before it, earlier after each that
  // came too late, and spread around that.
  Microseconds aim(20'000);
  uint32_t whole = 0;
  for (uint32_t version = 1; version <= kKills && !HasFailure(); ++version) {
    SCOPED_TRACE(fmt::format("kill {}, aimed at {} us", version, aim.count()));
    {
      Child child(folder.path(), version);
      ASSERT_TRUE(child.Says('b'));
      const double spread = std::uniform_real_distribution<double>(0.5, 1.5)(random);
      std::this_thread::sleep_for(spread * aim);
    }
    const bool came_late = HeldVersion(folder.path(), held, version) == version;
    aim = std::max(Microseconds(1), came_late ? aim * 3 / 4 : aim * 4 / 3);
    if (came_late) {
      held = version;
      ++whole;
    }
  }
  EXPECT_GT(whole, 0u) << "every kill came before the commit";
  EXPECT_LT(whole, kKills) << "every kill came after the commit";

  Child child(folder.path(), kKills + 1);
  ASSERT_TRUE(child.Says('b') && child.Says('e')) << "the store can no longer be loaded";
}

}  // namespace
}  // namespace policygraph
