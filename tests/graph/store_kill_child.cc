// The process that store_kill_test kills: loads one version of its report into the store, and says
// so on standard output just before it begins and when it is done.
//
// usage: store_kill_child FOLDER VERSION

#include <unistd.h>

#include <cstdio>
#include <string>

#include "graph/store/report_writer.h"
#include "graph/store/rocks_store.h"
#include "tests/graph/store_kill_delta.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const policygraph::GraphDelta delta = policygraph::KillDelta(std::stoul(argv[2]));
  const auto store = policygraph::RocksStore::Open(argv[1]);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 1;
  }
  if (write(STDOUT_FILENO, "b", 1) != 1) return 1;
  const auto outcome = policygraph::WriteReport(**store, delta, {});
  if (!outcome.ok()) {
    std::fprintf(stderr, "%s\n", outcome.status().ToString().c_str());
    return 1;
  }
  if (write(STDOUT_FILENO, "e", 1) != 1) return 1;
  pause();
}
