#include "graph/model/ids.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <system_error>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace policygraph {
namespace {

constexpr size_t kDigestBytes = 32;

// SHA-256. Looking the algorithm up costs several times what hashing a name does, so it is looked
// up once, and each thread keeps a context.
std::array<uint8_t, kDigestBytes> Digest(std::string_view bytes) {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<uint8_t, kDigestBytes> digest;
  EVP_DigestInit_ex2(context.get(), algorithm, nullptr);
  EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return digest;
}

}  // namespace

NodeId NodeId::Of(NodeKind kind, std::string_view scope, std::string_view name) {
  // Scope and name are separated by a byte that UTF-8 text never holds, so no two pairs collide.
  std::string key;
  key.reserve(scope.size() + name.size() + 2);
  key.push_back(static_cast<char>(kind));
  key.append(scope);
  key.push_back('\xFF');
  key.append(name);
  NodeId id;
  std::copy_n(Digest(key).begin(), kBytes, id.bytes_.begin());
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
