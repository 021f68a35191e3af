#include "service/page_token.h"

#include <openssl/sha.h>

#include <array>
#include <cstdint>

#include "absl/strings/escaping.h"
#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph::service {
namespace {

// A token's bytes before Base64: digest, revision (big-endian), position.
constexpr size_t kDigestBytes = 8;
constexpr size_t kRevisionBytes = 8;

std::string DigestOf(std::string_view body, std::string_view request) {
  // The body's length in front keeps body and request apart.
  const std::string all = fmt::format("{}:{}{}", body.size(), body, request);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(all.data()), all.size(), digest.data());
  return std::string(reinterpret_cast<const char*>(digest.data()), kDigestBytes);
}

}  // namespace

std::string EncodePageToken(const PageToken& token, std::string_view request) {
  std::string body;
  for (int shift = 56; shift >= 0; shift -= 8) {
    body.push_back(static_cast<char>(token.revision.number >> shift));
  }
  body += token.position;
  return absl::WebSafeBase64Escape(DigestOf(body, request) + body);
}

absl::StatusOr<PageToken> DecodePageToken(std::string_view text, std::string_view request,
                                          std::string_view field) {
  std::string bytes;
  // Base64 has several spellings of the same bytes; only ours is ours.
  if (!absl::WebSafeBase64Unescape({text.data(), text.size()}, &bytes) ||
      absl::WebSafeBase64Escape(bytes) != text || bytes.size() < kDigestBytes + kRevisionBytes) {
    return InvalidPageToken(field);
  }
  const std::string_view body = std::string_view(bytes).substr(kDigestBytes);
  if (DigestOf(body, request) != std::string_view(bytes).substr(0, kDigestBytes)) {
    return InvalidPageToken(field);
  }
  PageToken token;
  for (char byte : body.substr(0, kRevisionBytes)) {
    token.revision.number = token.revision.number << 8 | static_cast<uint8_t>(byte);
  }
  token.position = body.substr(kRevisionBytes);
  return token;
}

absl::Status InvalidPageToken(std::string_view field) {
  return MakeError(ErrorReason::kInvalidPageToken,
                   fmt::format("{}: not a token of this request; start again without one", field),
                   {{"field", std::string(field)}});
}

}  // namespace policygraph::service
