#ifndef POLICYGRAPH_TESTS_GRAPH_BACK_ENDS_H_
#define POLICYGRAPH_TESTS_GRAPH_BACK_ENDS_H_

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "graph/store/graph_store.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace policygraph {

// A back end that must keep the contract of GraphStore. A new one joins every suite by a line in
// AllBackEnds().
struct BackEnd {
  const char* name;
  std::unique_ptr<GraphStore> (*make)(const std::filesystem::path& folder);

  friend void PrintTo(const BackEnd& back_end, std::ostream* out) { *out << back_end.name; }
};

std::vector<BackEnd> AllBackEnds();

// A test that gets an empty store of each back end.
class BackEndTest : public testing::TestWithParam<BackEnd> {
 protected:
  std::unique_ptr<GraphStore> MakeStore() const {
    static int number = 0;
    return GetParam().make(folder_.path() / std::to_string(number++));
  }

 private:
  TemporaryFolder folder_;

 protected:
  const std::unique_ptr<GraphStore> store_ = MakeStore();
};

// Instantiates a suite over all of them, so that tests are called Suite/Memory.Test or so.
#define INSTANTIATE_FOR_ALL_BACK_ENDS(Suite)                          \
  INSTANTIATE_TEST_SUITE_P(, Suite, testing::ValuesIn(AllBackEnds()), \
                           [](const auto& info) { return std::string(info.param.name); })

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_BACK_ENDS_H_
