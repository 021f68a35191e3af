#include "tests/graph/back_ends.h"

#include <vector>

#include "graph/store/memory_store.h"
#include "graph/store/rocks_store.h"

namespace policygraph {

std::vector<BackEnd> AllBackEnds() {
  return {
      {"Memory",
       [](const std::filesystem::path&) -> std::unique_ptr<GraphStore> {
         return std::make_unique<MemoryStore>();
       }},
      {"Rocks",
       [](const std::filesystem::path& folder) { return RocksStore::Open(folder).value(); }},
  };
}

}  // namespace policygraph
