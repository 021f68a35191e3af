#include "graph/state/state_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/store/memory_store.h"
#include "graph/store/report_writer.h"
#include "tests/graph/delta_builder.h"

namespace policygraph {
namespace {

// Loads a report of its own, with one project, and returns the revision that made.
Revision Load(GraphStore& store, int number) {
  DeltaBuilder builder(fmt::format("report-{}", number));
  builder.Node(NodeKind::kProject, fmt::format("项目{}", number));
  return WriteReport(store, builder.Build(), {}).value().revision;
}

ErrorReason ReasonOf(const absl::Status& status) {
  return GetErrorInfo(status).value_or(ErrorInfo()).reason;
}

TEST(StateCacheTest, NewestIsTheStoresNewestRevision) {
  MemoryStore store;
  StateCache cache(store);
  EXPECT_EQ(cache.Get(ReadAt::Newest()).value()->revision(), Revision{0});
  for (int i = 1; i < 4; ++i) {
    const Revision made = Load(store, i);
    EXPECT_EQ(cache.Get(ReadAt::Newest()).value()->revision(), made);
  }
}

TEST(StateCacheTest, OneRevisionIsBuiltOnce) {
  MemoryStore store;
  StateCache cache(store);
  const Revision made = Load(store, 1);
  const auto newest = cache.Get(ReadAt::Newest()).value();
  EXPECT_EQ(cache.Get(ReadAt::Newest()).value(), newest);
  EXPECT_EQ(cache.Get(ReadAt::AtLeast(made)).value(), newest);
  EXPECT_EQ(cache.Get(ReadAt::Exactly(made)).value(), newest);
}

TEST(StateCacheTest, AReaderKeepsItsStateWhileTheGraphMovesOn) {
  MemoryStore store;
  StateCache cache(store, 1);
  Load(store, 1);
  const auto old = cache.Get(ReadAt::Newest()).value();
  const size_t nodes = old->view().vertex_count();
  Load(store, 2);
  EXPECT_GT(cache.Get(ReadAt::Newest()).value()->view().vertex_count(), nodes);
  EXPECT_EQ(old->view().vertex_count(), nodes);
  EXPECT_EQ(old->names().Search({.text = "项目"}).total, 1u);
}

TEST(StateCacheTest, AtLeastARevisionGivesTheNewest) {
  MemoryStore store;
  StateCache cache(store);
  const Revision first = Load(store, 1);
  ASSERT_TRUE(cache.Get(ReadAt::Newest()).ok());
  const Revision second = Load(store, 2);
  EXPECT_EQ(cache.Get(ReadAt::AtLeast(first)).value()->revision(), second);
}

TEST(StateCacheTest, ARevisionToComeIsNotReached) {
  MemoryStore store;
  StateCache cache(store);
  const Revision newest = Load(store, 1);
  for (const ReadAt at : {ReadAt::AtLeast(newest.next()), ReadAt::Exactly(newest.next())}) {
    const absl::Status status = cache.Get(at).status();
    EXPECT_EQ(ReasonOf(status), ErrorReason::kRevisionNotReached);
    EXPECT_EQ(status.message(), "revision 2 is not reached yet; the newest is 1");
  }
}

TEST(StateCacheTest, TheLastRevisionsAreKeptForExactReads) {
  MemoryStore store;
  StateCache cache(store, 3);
  for (int i = 1; i <= 5; ++i) {
    Load(store, i);
    ASSERT_TRUE(cache.Get(ReadAt::Newest()).ok());
  }
  for (uint64_t kept = 3; kept <= 5; ++kept) {
    EXPECT_EQ(cache.Get(ReadAt::Exactly(Revision{kept})).value()->revision(), Revision{kept});
  }
  const absl::Status status = cache.Get(ReadAt::Exactly(Revision{2})).status();
  EXPECT_EQ(ReasonOf(status), ErrorReason::kRevisionNotRetained);
  EXPECT_EQ(status.message(), "revision 2 is no longer kept; the oldest kept is 3");
}

TEST(StateCacheTest, ReadersGoOnWhileStatesAreSwapped) {
  constexpr int kReports = 30;
  MemoryStore store;
  StateCache cache(store, 2);
  ASSERT_TRUE(cache.Get(ReadAt::Newest()).ok());
  std::atomic<bool> done = false;
  std::atomic<int> faults = 0;

  const auto read = [&] {
    Revision last;
    while (!done) {
      const auto state = cache.Get(ReadAt::Newest()).value();
      // A state is whole: as many projects as its revision, findable by name; and time goes
      // forward.
      const uint64_t revision = state->revision().number;
      if (state->names().Search({.text = "项目"}).total != revision) ++faults;
      if (state->revision() < last) ++faults;
      last = state->revision();
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) readers.emplace_back(read);
  for (int i = 1; i <= kReports; ++i) {
    const Revision made = Load(store, i);
    if (i % 2 == 0) {
      cache.Acknowledge(made);
    } else if (cache.Get(ReadAt::AtLeast(made)).value()->revision() < made) {
      ++faults;
    }
    if (cache.Get(ReadAt::Newest()).value()->revision() < made) ++faults;
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(faults, 0);
}

}  // namespace
}  // namespace policygraph
