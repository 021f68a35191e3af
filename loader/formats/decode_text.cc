#include "loader/formats/decode_text.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/read_text.h"
#include "loader/formats/white_space.h"
#include "unicode/ucnv.h"
#include "unicode/ustring.h"
#include "unicode/utf8.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

uint8_t ByteAt(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

absl::Status BinaryContent(std::string_view name, size_t offset, uint8_t byte) {
  return MakeError(ErrorReason::kBinaryContent,
                   fmt::format("{}: byte {} is 0x{:02X}: a binary file, not text; pass the report "
                               "as text, HTML, .docx or PDF",
                               name, offset, byte),
                   {{"offset", std::to_string(offset)}});
}

absl::Status InvalidEncoding(std::string_view name, size_t offset, std::string_view why) {
  return MakeError(ErrorReason::kInvalidEncoding,
                   fmt::format("{}: byte {} is not {}; save the text as UTF-8", name, offset, why),
                   {{"offset", std::to_string(offset)}});
}

// Position of the first byte that no text has.
std::optional<size_t> FindControlByte(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint8_t byte = ByteAt(bytes, i);
    const bool is_space = byte >= '\t' && byte <= '\r';
    if ((byte < 0x20 && !is_space) || byte == 0x7F) return i;
  }
  return std::nullopt;
}

struct Utf8Check {
  std::optional<size_t> first_fault;
  // Bytes above ASCII that belong to well-formed characters, and those that do not.
  size_t well_formed = 0;
  size_t ill_formed = 0;
};

Utf8Check CheckUtf8(std::string_view bytes) {
  Utf8Check check;
  const auto length = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 character;
    U8_NEXT(bytes.data(), i, length, character);
    if (character < 0) {
      if (!check.first_fault) check.first_fault = begin;
      check.ill_formed += i - begin;
    } else if (character >= 0x80) {
      check.well_formed += i - begin;
    }
  }
  return check;
}

// GB18030 gives a meaning to nearly any pair of bytes, so a broken file of another kind would pass
// as rare characters. A Chinese text consists mostly of the common ones of GB2312's first rows.
bool LooksLikeGb18030(std::string_view bytes) {
  size_t pairs = 0;
  size_t common = 0;
  for (size_t i = 0; i + 1 < bytes.size(); ++i) {
    const uint8_t lead = ByteAt(bytes, i);
    if (lead < 0x80) continue;
    const uint8_t trail = ByteAt(bytes, i + 1);
    ++pairs;
    common += lead >= 0xA1 && lead <= 0xD7 && trail >= 0xA1;
    ++i;
  }
  return common * 10 >= pairs * 7;
}

// Converts all bytes from the named encoding, or returns where they stop being of it.
struct Conversion {
  std::string text;
  std::optional<size_t> fault;
};

Conversion Convert(const std::string& encoding, std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(encoding.c_str(), &status), &ucnv_close);
  if (converter == nullptr) return {"", 0};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  // No encoding read here needs more than one UTF-16 unit a byte.
  std::vector<UChar> units(bytes.size() + 1);
  const char* source = bytes.data();
  UChar* target = units.data();
  ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source,
                 bytes.data() + bytes.size(), nullptr, /*flush=*/true, &status);
  if (U_FAILURE(status)) {
    char invalid[8];
    int8_t invalid_length = sizeof(invalid);
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.get(), invalid, &invalid_length, &ignored);
    return {"", source - bytes.data() - invalid_length};
  }
  std::string text(3 * (target - units.data()), '\0');  // a UTF-16 unit takes at most three bytes
  int32_t length = 0;
  u_strToUTF8(text.data(), static_cast<int32_t>(text.size()), &length, units.data(),
              static_cast<int32_t>(target - units.data()), &status);
  text.resize(length);
  return {std::move(text), std::nullopt};
}

// A Chinese text in UTF-16 is made of Han characters, full-width punctuation and ASCII; other bytes
// that happen to convert are spread over all of Unicode.
bool LooksChinese(std::string_view text) {
  size_t characters = 0;
  size_t expected = 0;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length; ++characters) {
    UChar32 character;
    U8_NEXT(text.data(), i, length, character);
    expected += (character >= 0x4E00 && character <= 0x9FFF) || character < 0x7F ||
                (character >= 0x2010 && character <= 0x301F) ||
                (character >= 0xFF00 && character <= 0xFF5E);
  }
  return expected * 10 >= characters * 9;
}

absl::StatusOr<std::string> MarkedUtf16(std::string_view name, std::string_view bytes,
                                        const std::string& encoding) {
  constexpr size_t kMarkBytes = 2;
  Conversion conversion = Convert(encoding, bytes.substr(kMarkBytes));
  if (conversion.fault) return InvalidEncoding(name, *conversion.fault + kMarkBytes, encoding);
  if (const auto at = FindControlByte(conversion.text)) {
    return BinaryContent(name, *at, ByteAt(conversion.text, *at));
  }
  return std::move(conversion.text);
}

// The text when the bytes are UTF-16 that does not say so.
std::optional<std::string> UnmarkedUtf16(std::string_view bytes) {
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    Conversion conversion = Convert(encoding, bytes);
    if (conversion.fault || FindControlByte(conversion.text)) continue;
    if (LooksChinese(conversion.text)) return std::move(conversion.text);
  }
  return std::nullopt;
}

absl::StatusOr<std::string> ToUtf8(std::string_view name, std::string_view bytes,
                                   std::string_view declared) {
  if (bytes.starts_with(kUtf16LittleMark)) return MarkedUtf16(name, bytes, "UTF-16LE");
  if (bytes.starts_with(kUtf16BigMark)) return MarkedUtf16(name, bytes, "UTF-16BE");
  // The line feeds, digits and commas of UTF-16 are control bytes to every other encoding.
  if (const auto at = FindControlByte(bytes)) {
    if (auto text = UnmarkedUtf16(bytes)) return *std::move(text);
    return BinaryContent(name, *at, ByteAt(bytes, *at));
  }
  const Utf8Check utf8 = CheckUtf8(bytes);
  if (!utf8.first_fault) {
    return std::string(bytes.substr(bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0));
  }
  if (utf8.well_formed <= utf8.ill_formed * 4 && LooksLikeGb18030(bytes)) {
    Conversion conversion = Convert("gb18030", bytes);
    if (!conversion.fault) return std::move(conversion.text);
  }
  if (!declared.empty()) {
    Conversion conversion = Convert(std::string(declared), bytes);
    if (!conversion.fault && !FindControlByte(conversion.text)) return std::move(conversion.text);
  }
  return InvalidEncoding(name, *utf8.first_fault, "UTF-8 and the text is not GB18030 either");
}

void NormalizeLineEnds(std::string& text) {
  if (text.find('\r') == text.npos) return;
  size_t out = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool before_newline = i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\r' && before_newline) continue;
    text[out++] = text[i] == '\r' ? '\n' : text[i];
  }
  text.resize(out);
}

}  // namespace

absl::StatusOr<std::string> DecodeText(std::string_view name, std::string_view bytes,
                                       std::string_view declared) {
  if (bytes.size() > kMaxTextBytes) {
    return MakeError(
        ErrorReason::kTextTooLarge,
        fmt::format("{}: {} bytes are above the limit of {}; load one report at a time", name,
                    bytes.size(), kMaxTextBytes),
        {{"bytes", std::to_string(bytes.size())}, {"limit", std::to_string(kMaxTextBytes)}});
  }
  ASSIGN_OR_RETURN(std::string text, ToUtf8(name, bytes, declared));
  NormalizeLineEnds(text);
  if (IsBlank(text)) {
    return MakeError(ErrorReason::kEmptyText, fmt::format("{}: the text is empty", name));
  }
  return text;
}

}  // namespace policygraph::loader
