// Writes the store of FrozenCommits() in the format of this release, for tests/data: see the README
// there.
//
// usage: make_frozen_store FOLDER

#include <cstdio>
#include <vector>

#include "graph/store/format_version.h"
#include "graph/store/rocks_store.h"
#include "tests/graph/frozen_store.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_frozen_store FOLDER\n");
    return 2;
  }
  const std::vector<policygraph::Commit> commits =
      policygraph::FrozenCommits(policygraph::AllMigrations().size() + 1);
  auto store = policygraph::RocksStore::Open(argv[1]);
  for (const policygraph::Commit& commit : commits) {
    // Opened anew for the last one, which so stays in the log while the others move into tables.
    if (&commit == &commits.back() && store.ok()) {
      store->reset();
      store = policygraph::RocksStore::Open(argv[1]);
    }
    const absl::Status status = store.ok() ? (*store)->Apply(commit).status() : store.status();
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.ToString().c_str());
      return 1;
    }
  }
}
