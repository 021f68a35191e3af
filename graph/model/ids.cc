#include "graph/model/ids.h"

#include <openssl/sha.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace policygraph {

NodeId NodeId::Of(NodeKind kind, std::string_view scope, std::string_view name) {
  // Scope and name are separated by a byte that UTF-8 text never holds, so no two pairs collide.
  std::string key;
  key.reserve(scope.size() + name.size() + 2);
  key.push_back(static_cast<char>(kind));
  key.append(scope);
  key.push_back('\xFF');
  key.append(name);
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
  NodeId id;
  std::copy_n(digest.begin(), kBytes, id.bytes_.begin());
  return id;
}

absl::StatusOr<NodeId> NodeId::FromHex(std::string_view hex) {
  NodeId id;
  bool well_formed = hex.size() == 2 * kBytes;
  for (size_t i = 0; i < kBytes && well_formed; ++i) {
    const char* const digits = hex.data() + 2 * i;
    const auto [end, error] = std::from_chars(digits, digits + 2, id.bytes_[i], 16);
    well_formed = error == std::errc() && end == digits + 2;
  }
  if (well_formed) return id;
  return absl::InvalidArgumentError(
      fmt::format("'{}' is not a node id: it must be 32 hex digits", hex));
}

std::string NodeId::ToHex() const { return fmt::format("{:02x}", fmt::join(bytes_, "")); }

}  // namespace policygraph
