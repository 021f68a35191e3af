#ifndef POLICYGRAPH_LOADER_FORMATS_ARCHIVE_H_
#define POLICYGRAPH_LOADER_FORMATS_ARCHIVE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct archive;

namespace policygraph::loader {

// Bounds of an archive, against those made to fill a disk or to run forever: how many files it
// holds, and how many times its own size they have together once they are unpacked, above a
// megabyte.
inline constexpr size_t kMaxArchiveFiles = 20'000;
inline constexpr uint64_t kMaxUnpackedRatio = 200;

// Whether these first bytes of a file say that it is an archive; .docx is one, too.
bool LooksLikeArchive(std::string_view bytes);

// A walk through the files of a zip or tar archive (packed with gzip or not), in their order. Not
// synchronised.
class ArchiveReader {
 public:
  struct File {
    std::string path;    // in UTF-8, also where the archive has it in GB18030
    uint64_t bytes = 0;  // unpacked, as the archive says; 0 when it does not
  };

  // The archive in these bytes, which must outlive the reader, or in the file at this path.
  // `name` is what messages call it. INVALID_ARGUMENT with UNREADABLE_FILE; the errors of the file
  // system.
  static absl::StatusOr<ArchiveReader> OpenBytes(std::string name, std::string_view bytes);
  static absl::StatusOr<ArchiveReader> OpenFile(const std::string& path);

  // Goes to the next file; nothing at the end. Folders and links are passed over.
  // INVALID_ARGUMENT with UNREADABLE_FILE.
  absl::StatusOr<std::optional<File>> Next();

  // Unpacks the file that Next() went to. Gives up once it has more than `limit` bytes.
  // INVALID_ARGUMENT with TEXT_TOO_LARGE or UNREADABLE_FILE (damaged, encrypted).
  absl::StatusOr<std::string> Read(size_t limit);

 private:
  struct Close {
    void operator()(archive* archive) const;
  };

  ArchiveReader(std::string name, uint64_t packed_bytes);
  absl::Status Fault(std::string_view why) const;

  std::string name_;
  uint64_t packed_bytes_;
  uint64_t unpacked_bytes_ = 0;
  size_t files_ = 0;
  std::string file_;  // that Next() went to
  bool encrypted_ = false;
  std::unique_ptr<archive, Close> archive_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_ARCHIVE_H_
