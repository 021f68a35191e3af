#include "loader/formats/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "loader/formats/decode_text.h"
#include "loader/formats/file_format.h"

namespace policygraph::loader {
namespace {

constexpr size_t kBlockBytes = 64 << 10;

// Small archives may be packed as tightly as they like.
constexpr uint64_t kUnboundedBytes = 1 << 20;

// libarchive gives names in the encoding of the thread's locale; this makes it UTF-8 for a scope.
class Utf8Locale {
 public:
  Utf8Locale() : old_(uselocale(Utf8())) {}
  ~Utf8Locale() { uselocale(old_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t Utf8() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }

  const locale_t old_;
};

// The path as UTF-8: archives made on Windows have it in GB18030 and do not say so.
std::string PathOf(archive_entry* entry, size_t number) {
  const char* path = archive_entry_pathname(entry);
  if (path != nullptr) {
    auto decoded = DecodeText("path", path);
    if (decoded.ok()) return *std::move(decoded);
  }
  return fmt::format("file-{}", number);
}

archive* NewArchive() {
  archive* archive = archive_read_new();
  archive_read_support_format_zip(archive);
  archive_read_support_format_tar(archive);
  archive_read_support_filter_gzip(archive);
  return archive;
}

}  // namespace

bool LooksLikeArchive(std::string_view bytes) {
  const FileFormat format = DetectFormat(bytes);
  return format == FileFormat::kZip || format == FileFormat::kTar;
}

void ArchiveReader::Close::operator()(archive* archive) const { archive_read_free(archive); }

ArchiveReader::ArchiveReader(std::string name, uint64_t packed_bytes)
    : name_(std::move(name)), packed_bytes_(packed_bytes), archive_(NewArchive()) {}

absl::Status ArchiveReader::Fault(std::string_view why) const {
  return MakeError(ErrorReason::kUnreadableFile, fmt::format("{}: {}", name_, why),
                   {{"format", "archive"}});
}

absl::StatusOr<ArchiveReader> ArchiveReader::OpenBytes(std::string name, std::string_view bytes) {
  ArchiveReader reader(std::move(name), bytes.size());
  if (archive_read_open_memory(reader.archive_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return reader.Fault("a damaged archive; make it anew");
  }
  return reader;
}

absl::StatusOr<ArchiveReader> ArchiveReader::OpenFile(const std::string& path) {
  std::error_code error;
  const uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return absl::ErrnoToStatus(error.value(), path);
  ArchiveReader reader(path, bytes);
  archive* archive = reader.archive_.get();
  if (archive_read_open_filename(archive, path.c_str(), kBlockBytes) != ARCHIVE_OK) {
    if (archive_errno(archive) > 0) return absl::ErrnoToStatus(archive_errno(archive), path);
    return reader.Fault("a damaged archive; make it anew");
  }
  return reader;
}

absl::StatusOr<std::optional<ArchiveReader::File>> ArchiveReader::Next() {
  const Utf8Locale utf8;
  while (true) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) return std::nullopt;
    // A warning is of something beside the content, such as an owner that is not known here.
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      return Fault("a damaged archive; make it anew");
    }
    if (++files_ > kMaxArchiveFiles) {
      return Fault(fmt::format("the archive holds more than {} files; split it", kMaxArchiveFiles));
    }
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    file_ = PathOf(entry, files_);
    encrypted_ = archive_entry_is_encrypted(entry) != 0;
    const bool has_size = archive_entry_size_is_set(entry) && archive_entry_size(entry) > 0;
    return File{file_, has_size ? static_cast<uint64_t>(archive_entry_size(entry)) : 0};
  }
}

absl::StatusOr<std::string> ArchiveReader::Read(size_t limit) {
  if (encrypted_) return Fault(fmt::format("{} is encrypted; unpack it with its password", file_));
  std::string bytes;
  while (true) {
    const size_t before = bytes.size();
    bytes.resize(before + kBlockBytes);
    const la_ssize_t read = archive_read_data(archive_.get(), bytes.data() + before, kBlockBytes);
    if (read < 0) return Fault(fmt::format("{} is damaged in the archive", file_));
    bytes.resize(before + read);
    unpacked_bytes_ += read;
    if (read == 0) return bytes;
    if (bytes.size() > limit) {
      return MakeError(
          ErrorReason::kTextTooLarge,
          fmt::format("{}: {} has more than {} bytes once it is unpacked", name_, file_, limit),
          {{"bytes", std::to_string(bytes.size())}, {"limit", std::to_string(limit)}});
    }
    if (unpacked_bytes_ > kUnboundedBytes + packed_bytes_ * kMaxUnpackedRatio) {
      return Fault(
          fmt::format("its files have more than {} times the size of the archive; unpack "
                      "it if you trust it",
                      kMaxUnpackedRatio));
    }
  }
}

}  // namespace policygraph::loader
